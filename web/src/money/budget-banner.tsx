import { useQuery } from '@tanstack/react-query'
import { CirclePause } from 'lucide-react'
import { useState } from 'react'
import type { Job, Waiting } from '../../../src/contracts/job.ts'
import { client } from '../app/api.ts'
import { keys } from '../app/keys.ts'
import { Button } from '../design/button.tsx'
import { ErrorState } from '../design/states.tsx'
import { formatDollars } from '../i18n/format.ts'
import { useLanguage } from '../i18n/language.tsx'
import { useProject } from '../project/use-project.ts'
import { BudgetDialog } from './budget-dialog.tsx'
import { blockingBudget, neededUsdOf } from './budget-wait.ts'
import { committedUsd, nextBudgetUsd } from './next-budget.ts'

/** Says that a job is paused by a budget, what it lacks, and raises it. `job` is the whole that the person started. */
export function BudgetBanner({ job, waiting }: { job: Job; waiting: Waiting }) {
  const { language, t } = useLanguage()
  const [raises, setRaises] = useState(false)
  const detail = useQuery({
    queryKey: keys.job(job.id),
    queryFn: ({ signal }) => client.getJobStatus(job.id, { signal }),
  })
  const project = useProject(job.projectId)
  const needed = neededUsdOf(waiting)
  const kind = detail.data && project.data && blockingBudget(detail.data.spending, project.data.spending, needed)
  const spending = kind === 'job' ? detail.data?.spending : project.data?.spending
  const dollars = (amount: number) => formatDollars(amount, language)
  const failed = detail.isError ? detail : project.isError ? project : null
  return (
    <section
      role="status"
      data-testid="budget-banner"
      aria-label={t('money.paused')}
      className="appear mt-2 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-warn/30 bg-warn-soft p-3 text-sm"
    >
      <CirclePause aria-hidden className="size-5 shrink-0 text-warn" />
      <div className="figures min-w-48 flex-1">
        <p className="font-semibold">{t('money.paused')}</p>
        <p className="text-soft">
          {kind && spending && spending.budgetUsd !== null && needed > 0
            ? t(`money.paused.${kind}`, {
                needed: dollars(needed),
                budget: dollars(spending.budgetUsd),
                left: dollars(Math.max(0, spending.budgetUsd - committedUsd(spending))),
              })
            : t('money.paused.unknown')}
          {language === 'en' && ' '}
          {t('money.paused.kept')}
        </p>
        {failed && <ErrorState compact error={failed.error} onRetry={() => void failed.refetch()} />}
      </div>
      {kind && spending && (
        <>
          <Button size="small" tone="primary" onClick={() => setRaises(true)}>
            {t('money.paused.raise')}
          </Button>
          <BudgetDialog
            raises
            open={raises}
            onClose={() => setRaises(false)}
            subject={{ kind, jobId: job.id, projectId: job.projectId }}
            spending={spending}
            preset={nextBudgetUsd(spending, needed)}
          />
        </>
      )}
    </section>
  )
}
