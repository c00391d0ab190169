import { Play } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { EstimateRequest } from '../../../src/contracts/job-inputs.ts'
import { Button } from '../design/button.tsx'
import { Modal } from '../design/dialog.tsx'
import { ErrorState } from '../design/states.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { useStartJob } from '../tasks/use-job-actions.ts'
import { modelsAsked } from './models-asked.ts'
import { StartCost } from './start-cost.tsx'
import { typedAmount } from './typed-amount.ts'
import { useEstimate } from './use-estimate.ts'

/** Shows what a job would cost, takes a budget for it, and starts it. */
export function StartDialog({
  projectId,
  request,
  title,
  text,
  onClose,
  onStarted,
}: {
  projectId: string
  request: EstimateRequest
  title: string
  text?: string | undefined
  onClose(): void
  onStarted?: (() => void) | undefined
}) {
  const { t } = useLanguage()
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const budget = typedAmount(typed)
  const start = useStartJob({ inPlace: true })
  // What can't be estimated can be started all the same, once that was said.
  const isUnsaid = useEstimate(projectId, request).isPending

  function submit(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (budget === 'invalid') return
    const done = () => {
      onClose()
      onStarted?.()
    }
    start.mutate({ ...request, projectId, ...(budget !== null && { budgetUsd: budget }) }, { onSuccess: done })
  }

  return (
    <Modal open onOpenChange={(open) => !open && onClose()} title={title} {...(text && { description: text })}>
      <form noValidate data-testid="start-dialog" className="space-y-4" onSubmit={submit}>
        <StartCost
          projectId={projectId}
          models={modelsAsked(request)}
          request={request}
          budget={typed}
          problem={tried && budget === 'invalid' ? t('money.budget.problem') : undefined}
          onBudget={setTyped}
        />
        {start.isError && <ErrorState compact error={start.error} />}
        <div className="flex flex-wrap justify-end gap-3 pt-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            type="submit"
            tone="primary"
            data-testid="start-submit"
            disabled={isUnsaid}
            busy={start.isPending}
            icon={<Play aria-hidden className="size-4 fill-current" />}
          >
            {t('money.start')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
