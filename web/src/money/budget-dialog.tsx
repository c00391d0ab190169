import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { toast } from 'sonner'
import type { Spending } from '../../../src/contracts/money.ts'
import { client } from '../app/api.ts'
import { keys } from '../app/keys.ts'
import { Button } from '../design/button.tsx'
import { Modal } from '../design/dialog.tsx'
import { Field } from '../design/field.tsx'
import { ErrorState } from '../design/states.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { SpendingFacts } from './spending-facts.tsx'
import { typedAmount } from './typed-amount.ts'

/** Whose budget it is. */
export type BudgetSubject = { kind: 'project'; projectId: string } | { kind: 'job'; jobId: string; projectId: string }

/** Sets, raises or takes away a budget. */
export function BudgetDialog({
  open,
  onClose,
  ...form
}: {
  open: boolean
  onClose(): void
  subject: BudgetSubject
  spending: Spending
  /** The amount that stands in the field to begin with. */
  preset: number | null
  /** A job waits for it. */
  raises?: boolean
}) {
  const { t } = useLanguage()
  const { kind } = form.subject
  return (
    <Modal
      above
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={t(`money.dialog.${kind}`)}
      description={t(`money.dialog.${kind}.text`)}
    >
      <BudgetForm {...form} onDone={onClose} />
    </Modal>
  )
}

function BudgetForm({
  subject,
  spending,
  preset,
  raises,
  onDone,
}: {
  subject: BudgetSubject
  spending: Spending
  preset: number | null
  raises?: boolean
  onDone(): void
}) {
  const { t } = useLanguage()
  const queries = useQueryClient()
  const [typed, setTyped] = useState(preset === null ? '' : String(preset))
  const [tried, setTried] = useState(false)
  const amount = typedAmount(typed)
  const save = useMutation({
    mutationFn: (budgetUsd: number | null) =>
      subject.kind === 'project'
        ? client.setProjectBudget(subject.projectId, budgetUsd)
        : client.setJobBudget(subject.jobId, budgetUsd),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: keys.project(subject.projectId) })
      if (subject.kind === 'job') void queries.invalidateQueries({ queryKey: keys.job(subject.jobId) })
      toast.success(t('money.saved'))
      onDone()
    },
  })

  function submit(event: FormEvent): void {
    event.preventDefault()
    // A dialog in the page belongs to the page's form tree, whose own forms must not hear of it.
    event.stopPropagation()
    setTried(true)
    if (typeof amount === 'number') save.mutate(amount)
  }

  return (
    <form onSubmit={submit} noValidate>
      <SpendingFacts spending={spending} />
      <Field
        label={t('money.dialog.amount')}
        name="budgetUsd"
        inputMode="decimal"
        autoComplete="off"
        value={typed}
        problem={tried && typeof amount !== 'number' ? t('money.budget.problem') : undefined}
        onChange={(event) => setTyped(event.target.value)}
        className="mt-4"
      />
      {save.isError && (
        <div className="mt-4">
          <ErrorState compact error={save.error} />
        </div>
      )}
      <div className="mt-6 flex flex-wrap justify-end gap-3">
        {spending.budgetUsd !== null && (
          <Button tone="quiet" disabled={save.isPending} onClick={() => save.mutate(null)} className="mr-auto">
            {t('money.dialog.unlimited')}
          </Button>
        )}
        <Button type="submit" tone="primary" busy={save.isPending}>
          {t(raises ? 'money.dialog.raise' : 'money.dialog.save')}
        </Button>
      </div>
    </form>
  )
}
