/** The state of the Task Center in the query of the address: `?tasks=live|ended|failed&type=...&scope=project&waiting=...`. Pure. */
import { type JobType, jobTypes } from '../../../src/contracts/job-types.ts'
import {
  finalJobStatuses,
  type JobStatus,
  type WaitingReason,
  waitingReasons,
} from '../../../src/contracts/statuses.ts'

export const taskTabs = ['live', 'ended', 'failed'] as const
export type TaskTab = (typeof taskTabs)[number]

export interface TaskView {
  /** Null: the drawer is closed. */
  tab: TaskTab | null
  type: JobType | null
  /** Only jobs of the project whose page is open. */
  ofProject: boolean
  /** Only jobs that wait for this: of those that run, since no other waits. */
  waiting: WaitingReason | null
}

export function readTaskView(query: URLSearchParams): TaskView {
  const opened = query.get('tasks')
  const type = query.get('type')
  const waiting = query.get('waiting')
  const tab = opened === null ? null : (taskTabs.find((known) => known === opened) ?? 'live')
  return {
    tab,
    type: jobTypes.find((known) => known === type) ?? null,
    ofProject: query.get('scope') === 'project',
    waiting: tab === 'live' ? (waitingReasons.find((known) => known === waiting) ?? null) : null,
  }
}

/** The query with this view in it; other parameters stay. */
export function writeTaskView(query: URLSearchParams, view: TaskView): URLSearchParams {
  const next = new URLSearchParams(query)
  for (const name of ['tasks', 'type', 'scope', 'waiting']) next.delete(name)
  if (view.tab === null) return next
  next.set('tasks', view.tab)
  if (view.type) next.set('type', view.type)
  if (view.ofProject) next.set('scope', 'project')
  if (view.tab === 'live' && view.waiting) next.set('waiting', view.waiting)
  return next
}

/** The project whose page an address is, if it is one. */
export function projectOfPath(path: string): string | null {
  return /^\/projects\/([^/]+)/.exec(path)?.[1] ?? null
}

/** Statuses that a tab lists. */
export const tabStatuses: Record<Exclude<TaskTab, 'live'>, readonly JobStatus[]> = {
  ended: finalJobStatuses,
  failed: ['failed', 'completed_with_failures'],
}
