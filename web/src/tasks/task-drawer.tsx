import { useQuery } from '@tanstack/react-query'
import { ExternalLink } from 'lucide-react'
import { client } from '../app/api.ts'
import { keys } from '../app/keys.ts'
import { Sheet } from '../design/dialog.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { useLiveTrees } from '../live/live.tsx'
import { HistoryList } from './history-list.tsx'
import { LiveList } from './live-list.tsx'
import { TaskFilters } from './task-filters.tsx'
import { type TaskTab, taskTabs } from './task-url.ts'
import { useTaskView } from './use-task-view.ts'

/** The Task Center: what runs, what has ended, what failed. */
export function TaskDrawer() {
  const { t } = useLanguage()
  const { view, projectId, change } = useTaskView()
  const tab = view.tab
  const filterProject = view.ofProject ? projectId : null
  return (
    <Sheet
      open={tab !== null}
      onOpenChange={(open) => !open && change({ tab: null })}
      title={t('tasks.title')}
      testId="task-drawer"
    >
      {tab && (
        <>
          <Tabs tab={tab} onChange={(next) => change({ tab: next })} />
          <TaskFilters view={view} projectId={projectId} onChange={change} />
          <div className="flex-1 overflow-y-auto overscroll-contain px-4 py-4 sm:px-6">
            {tab === 'live' ? (
              <LiveList type={view.type} projectId={filterProject} waiting={view.waiting} />
            ) : (
              <HistoryList key={tab} tab={tab} type={view.type} projectId={filterProject} />
            )}
          </div>
          <Footer />
        </>
      )}
    </Sheet>
  )
}

function Tabs({ tab, onChange }: { tab: TaskTab; onChange(tab: TaskTab): void }) {
  const { t } = useLanguage()
  const liveCount = useLiveTrees().length
  return (
    <fieldset className="flex gap-1 px-4 pt-3 sm:px-6" aria-label={t('tasks.filters')}>
      {taskTabs.map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={tab === name}
          onClick={() => onChange(name)}
          className="h-9 rounded-md px-3 text-sm font-medium text-soft transition-colors hover:bg-sunken aria-pressed:bg-accent-soft aria-pressed:text-accent-strong"
        >
          {t(`tasks.${name}`)}
          {name === 'live' && liveCount > 0 && <span className="figures ml-1.5">{liveCount}</span>}
        </button>
      ))}
    </fieldset>
  )
}

function Footer() {
  const { t } = useLanguage()
  const health = useQuery({ queryKey: keys.health, queryFn: ({ signal }) => client.getHealth({ signal }) })
  if (!health.data) return null
  const { temporalUi, worker, version } = health.data
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line px-4 py-2.5 text-xs text-faint sm:px-6">
      <span>
        {worker.status === 'down' ? <span className="text-warn">{t('tasks.worker.down')}</span> : `Cineqo ${version}`}
      </span>
      {temporalUi && (
        <a href={temporalUi} target="_blank" rel="noreferrer" className="inline-flex items-center gap-1 hover:text-ink">
          {t('tasks.temporal')}
          <ExternalLink aria-hidden className="size-3" />
        </a>
      )}
    </div>
  )
}
