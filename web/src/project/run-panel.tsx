import { useState } from 'react'
import type { Project } from '../../../src/contracts/entities.ts'
import { Button } from '../design/button.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { JobRow } from '../tasks/job-row.tsx'
import { StartPanel } from './start-panel.tsx'
import { useTextWork } from './use-text-work.ts'

/** The adaptation that is running, if one is. */
export function RunningWork({ project }: { project: Project }) {
  const { t } = useLanguage()
  const running = useTextWork(project.id)
  if (running.length === 0) return null
  return (
    <section aria-label={t('start.running')} className="mb-8 space-y-3">
      {running.map((node) => (
        <JobRow key={node.job.id} node={node} atHome />
      ))}
    </section>
  )
}

/** The running adaptation, or the way to start one. */
export function RunPanel({ project }: { project: Project }) {
  const { t } = useLanguage()
  const [again, setAgain] = useState(false)
  if (useTextWork(project.id).length > 0) return <RunningWork project={project} />
  if (project.counts.episodes > 0 && !again) {
    return (
      <div className="mb-4 flex justify-end">
        <Button size="small" data-testid="adapt-again" onClick={() => setAgain(true)}>
          {t('start.again')}
        </Button>
      </div>
    )
  }
  return <StartPanel project={project} onStarted={() => setAgain(false)} />
}
