import { CirclePause } from 'lucide-react'
import { jobCatalogue, jobTypes } from '../../../src/contracts/job-types.ts'
import { type WaitingReason, waitingReasons } from '../../../src/contracts/statuses.ts'
import { useLanguage } from '../i18n/language.tsx'
import { hasWaiting } from '../live/job-tree.ts'
import { useLiveTrees } from '../live/live.tsx'
import type { TaskView } from './task-url.ts'

const selectLook = 'h-8 max-w-40 rounded-md border border-line bg-surface px-2 text-ink'

/** Which jobs are listed: by kind, by project, and of those that run by what they wait for. */
export function TaskFilters({
  view,
  projectId,
  onChange,
}: {
  view: TaskView
  /** The project whose page is open. */
  projectId: string | null
  onChange(changes: Partial<TaskView>): void
}) {
  const { language, t } = useLanguage()
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3 text-sm sm:px-6">
      <select
        aria-label={t('tasks.type')}
        value={view.type ?? ''}
        onChange={(event) => onChange({ type: jobTypes.find((known) => known === event.target.value) ?? null })}
        className={selectLook}
      >
        <option value="">{t('tasks.type.all')}</option>
        {jobTypes.map((name) => (
          <option key={name} value={name}>
            {jobCatalogue[name].title[language]}
          </option>
        ))}
      </select>
      {view.tab === 'live' && (
        <WaitingFilter
          value={view.waiting}
          projectId={view.ofProject ? projectId : null}
          onChange={(waiting) => onChange({ waiting })}
        />
      )}
      {projectId !== null && (
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            checked={view.ofProject}
            onChange={(event) => onChange({ ofProject: event.target.checked })}
          />
          {t('tasks.scope')}
        </label>
      )}
    </div>
  )
}

/** What is waited for, with how many jobs wait for it. That jobs wait for money is said also to who looks for nothing: only a person ends that. */
function WaitingFilter({
  value,
  projectId,
  onChange,
}: {
  value: WaitingReason | null
  projectId: string | null
  onChange(waiting: WaitingReason | null): void
}) {
  const { t } = useLanguage()
  const trees = useLiveTrees(projectId ?? undefined)
  const count = (reason: WaitingReason) => trees.filter((tree) => hasWaiting(tree, reason)).length
  const paused = count('budget')
  return (
    <>
      <select
        aria-label={t('tasks.waiting')}
        value={value ?? ''}
        onChange={(event) => onChange(waitingReasons.find((known) => known === event.target.value) ?? null)}
        className={selectLook}
      >
        <option value="">{t('tasks.waiting.all')}</option>
        {waitingReasons.map((reason) => (
          <option key={reason} value={reason}>
            {t('tasks.waiting.count', { reason: t(`waiting.${reason}`), n: count(reason) })}
          </option>
        ))}
      </select>
      <span role="status" className="contents">
        {paused > 0 && (
          <button
            type="button"
            data-testid="paused-jobs"
            aria-pressed={value === 'budget'}
            onClick={() => onChange(value === 'budget' ? null : 'budget')}
            className="figures inline-flex h-8 items-center gap-1.5 rounded-md bg-warn-soft px-2.5 font-medium text-warn hover:underline aria-pressed:outline-2 aria-pressed:outline-warn"
          >
            <CirclePause aria-hidden className="size-4 shrink-0" />
            {t('tasks.waiting.paused', { n: paused })}
          </button>
        )}
      </span>
    </>
  )
}
