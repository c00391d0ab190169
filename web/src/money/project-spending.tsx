import { useState } from 'react'
import type { Project } from '../../../src/contracts/entities.ts'
import { Button } from '../design/button.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { isPaid, useSettings } from '../settings/use-settings.ts'
import { BudgetDialog } from './budget-dialog.tsx'
import { hasSpending, SpendingFacts } from './spending-facts.tsx'

/** What a project has cost, and its budget. Says nothing where nothing costs. */
export function ProjectSpending({ project }: { project: Project }) {
  const { t } = useLanguage()
  const [edits, setEdits] = useState(false)
  const settings = useSettings(project.id)
  const { spending } = project
  if (!hasSpending(spending) && !(settings.data && isPaid(settings.data))) return null
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-4" data-testid="project-spending">
      <SpendingFacts spending={spending} />
      <Button size="small" tone="quiet" className="-ml-3" onClick={() => setEdits(true)}>
        {t(spending.budgetUsd === null ? 'money.project.set' : 'money.project.edit')}
      </Button>
      <BudgetDialog
        open={edits}
        onClose={() => setEdits(false)}
        subject={{ kind: 'project', projectId: project.id }}
        spending={spending}
        preset={spending.budgetUsd}
      />
    </div>
  )
}
