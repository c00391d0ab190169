import { useState } from 'react'
import type { JobDetail } from '../../../src/contracts/job.ts'
import { isLive } from '../../../src/contracts/statuses.ts'
import { Button } from '../design/button.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { BudgetDialog } from './budget-dialog.tsx'
import { SpendingFacts } from './spending-facts.tsx'

/** What a job has cost; its budget can be changed while it runs. */
export function JobSpending({ job, canBudget }: { job: JobDetail; canBudget: boolean }) {
  const { t } = useLanguage()
  const [edits, setEdits] = useState(false)
  const { spending } = job
  return (
    <div className="flex flex-wrap items-center gap-x-2">
      <SpendingFacts spending={spending} />
      {canBudget && isLive(job.status) && (
        <>
          <Button size="small" tone="quiet" onClick={() => setEdits(true)}>
            {t('money.job.edit')}
          </Button>
          <BudgetDialog
            open={edits}
            onClose={() => setEdits(false)}
            subject={{ kind: 'job', jobId: job.id, projectId: job.projectId }}
            spending={spending}
            preset={spending.budgetUsd}
          />
        </>
      )}
    </div>
  )
}
