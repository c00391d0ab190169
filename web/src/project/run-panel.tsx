import { useState } from 'react'
import type { Project } from '../../../src/contracts/entities.ts'
import { Button } from '../design/button.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { useLiveTrees } from '../live/live.tsx'
import { JobRow } from '../tasks/job-row.tsx'
import { StartPanel } from './start-panel.tsx'

/** What goes on with the project: the running adaptation, or the way to start one. */
export function RunPanel({ project }: { project: Project }) {
  const { t } = useLanguage()
  const [again, setAgain] = useState(false)
  const running = useLiveTrees(project.id).filter(({ job }) => isTextWork(job.type))
  if (running.length > 0) {
    return (
      <section aria-label={t('start.running')} className="mb-8 space-y-3">
        {running.map((node) => (
          <JobRow key={node.job.id} node={node} atHome />
        ))}
      </section>
    )
  }
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

function isTextWork(type: string): boolean {
  return type === 'adaptation' || type === 'novel_split' || type === 'character_extraction'
}
