import { useState } from 'react'
import { Link } from 'wouter'
import type { EstimateRequest } from '../../../src/contracts/job-inputs.ts'
import type { Estimate } from '../../../src/contracts/money.ts'
import { FoldButton } from '../design/fold-button.tsx'
import { ErrorState } from '../design/states.tsx'
import { formatNumber, formatRoughDollars } from '../i18n/format.ts'
import { useLanguage } from '../i18n/language.tsx'
import { EstimateLines } from './estimate-lines.tsx'
import { useDebounced } from './use-debounced.ts'
import { useEstimate } from './use-estimate.ts'

/** Long enough that typing a number asks once. */
const settleMs = 500

/** What a job would cost, as its options change. `request` is null while the options are none. */
export function EstimatePanel({ projectId, request }: { projectId: string; request: EstimateRequest | null }) {
  const { t } = useLanguage()
  const asked = useDebounced(request, settleMs)
  const estimate = useEstimate(projectId, asked)
  const isStale = estimate.isPlaceholderData || request === null || JSON.stringify(request) !== JSON.stringify(asked)
  return (
    <section
      data-testid="cost-estimate"
      aria-label={t('money.estimate')}
      aria-busy={estimate.isFetching}
      className="overflow-hidden rounded-lg border border-line bg-paper/50"
    >
      <div aria-live="polite" className={isStale && estimate.data ? 'opacity-60' : ''}>
        {estimate.isError && !estimate.isFetching ? (
          <ErrorState compact error={estimate.error} onRetry={() => void estimate.refetch()} />
        ) : estimate.data ? (
          <EstimateTotal projectId={projectId} estimate={estimate.data} />
        ) : (
          <p className="px-4 py-3 text-sm text-soft sm:px-5">{t('money.estimate.pending')}</p>
        )}
      </div>
    </section>
  )
}

function EstimateTotal({ projectId, estimate }: { projectId: string; estimate: Estimate }) {
  const { language, t } = useLanguage()
  const [open, setOpen] = useState(false)
  const { costUsd, unpricedModels, lines, novelTokens } = estimate
  const dollars = (amount: number) => formatRoughDollars(amount, language)
  const models = unpricedModels.join(language === 'zh' ? '、' : ', ')
  const nothingPriced = lines.every((line) => line.costUsd === null)
  return (
    <>
      <div className="flex">
        <FoldButton open={open} onToggle={() => setOpen(!open)}>
          <span className="figures flex flex-wrap items-baseline gap-x-3">
            <span className="text-sm text-soft">{t('money.estimate')}</span>
            {nothingPriced ? (
              <span className="font-medium">{t('money.estimate.unknown')}</span>
            ) : (
              <>
                <span data-testid="estimate-total" className="text-lg font-semibold">
                  {dollars(costUsd.expected)}
                </span>
                {costUsd.low < costUsd.high && (
                  <span className="text-sm text-faint">
                    {t('money.estimate.range', { low: dollars(costUsd.low), high: dollars(costUsd.high) })}
                  </span>
                )}
              </>
            )}
          </span>
        </FoldButton>
      </div>
      {unpricedModels.length > 0 && (
        <p className="px-4 pb-3 text-sm text-warn sm:px-5">
          {t(nothingPriced ? 'money.estimate.allUnpriced' : 'money.estimate.unpriced', { models })}{' '}
          <Link href={`/projects/${projectId}/settings`} className="font-medium underline underline-offset-2">
            {t('money.setPrice')}
          </Link>
        </p>
      )}
      {open && (
        <div className="border-t border-line px-4 py-3 sm:px-5">
          <EstimateLines lines={lines} />
          {novelTokens > 0 && (
            <p className="figures mt-2 text-xs text-faint">
              {t('money.estimate.tokens', { n: formatNumber(novelTokens, language) })}
            </p>
          )}
        </div>
      )}
    </>
  )
}
