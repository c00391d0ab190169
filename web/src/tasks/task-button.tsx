import { Clapperboard } from 'lucide-react'
import { useLanguage } from '../i18n/language.tsx'
import { useLiveTrees } from '../live/live.tsx'
import { useTaskView } from './use-task-view.ts'

/** Opens the Task Center; carries the number of running tasks. */
export function TaskButton() {
  const { t } = useLanguage()
  const { view, change } = useTaskView()
  const count = useLiveTrees().length
  return (
    <button
      type="button"
      data-testid="task-center"
      aria-haspopup="dialog"
      aria-expanded={view.tab !== null}
      onClick={() => change({ tab: 'live' })}
      className="ml-1.5 inline-flex h-9 items-center gap-2 rounded-md border border-line-strong bg-surface px-3 text-sm font-medium whitespace-nowrap transition-colors hover:border-faint hover:bg-sunken"
    >
      <Clapperboard aria-hidden className={`size-4 ${count > 0 ? 'text-accent' : 'text-faint'}`} />
      {t('tasks.title')}
      <span role="status" className="contents">
        {count > 0 && (
          <>
            <span
              aria-hidden
              data-testid="task-count"
              className="figures flex h-5 min-w-5 items-center justify-center rounded-full bg-accent px-1 text-xs font-semibold text-on-accent"
            >
              {count}
            </span>
            <span className="sr-only">{t('tasks.liveCount', { n: count })}</span>
          </>
        )}
      </span>
    </button>
  )
}
