import { type ComponentProps, useState } from 'react'
import type { EstimateRequest } from '../../../src/contracts/job-inputs.ts'
import { Button } from '../design/button.tsx'
import { isPaid, useSettings } from '../settings/use-settings.ts'
import { useStartJob } from '../tasks/use-job-actions.ts'
import { modelsAsked } from './models-asked.ts'
import { StartDialog } from './start-dialog.tsx'

/** Starts a job: at once where it is free; where it costs money, after what it would cost was shown. */
export function StartJobButton({
  projectId,
  request,
  title,
  text,
  onStarted,
  ...button
}: Omit<ComponentProps<typeof Button>, 'busy' | 'onClick' | 'title'> & {
  projectId: string
  request: EstimateRequest
  /** What is about to be started, as the dialog that shows its cost is called. */
  title: string
  /** What the person should know of it beside its cost. */
  text?: string
  onStarted?(): void
}) {
  const [asks, setAsks] = useState(false)
  const settings = useSettings(projectId)
  const start = useStartJob()
  const press = () => {
    const isFree = settings.data && !isPaid(settings.data, modelsAsked(request))
    if (isFree) start.mutate({ ...request, projectId }, { onSuccess: onStarted })
    else setAsks(true)
  }
  return (
    <>
      <Button {...button} busy={start.isPending} onClick={press} />
      {asks && (
        <StartDialog
          projectId={projectId}
          request={request}
          title={title}
          text={text}
          onClose={() => setAsks(false)}
          onStarted={onStarted}
        />
      )}
    </>
  )
}
