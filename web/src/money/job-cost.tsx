import type { Job } from '../../../src/contracts/job.ts'
import { formatDollars } from '../i18n/format.ts'
import { useLanguage } from '../i18n/language.tsx'

/** What a job has cost, never as if that were all where the price of a call is not known. Nothing where nothing was paid. */
export function JobCost({ job: { costUsd, unpricedCalls } }: { job: Job }) {
  const { language, t } = useLanguage()
  if (costUsd === 0 && unpricedCalls === 0) return null
  return (
    <span data-testid="job-cost">
      <span className="sr-only">{t('money.spent.job')} </span>
      {costUsd > 0 && formatDollars(costUsd, language)}
      {unpricedCalls > 0 && (
        <span className="text-warn">
          {costUsd > 0 && ' '}
          {t('money.unpriced', { n: unpricedCalls })}
        </span>
      )}
    </span>
  )
}
