/** The list of ended jobs: pages from the API, kept true by the stream. Pure. */
import type { Job } from '../../../src/contracts/job.ts'
import type { JobType } from '../../../src/contracts/job-types.ts'
import type { JobStatus } from '../../../src/contracts/statuses.ts'
import { latest } from '../live/live-state.ts'

export interface HistoryFilter {
  statuses: readonly JobStatus[]
  type: JobType | null
  projectId: string | null
}

/**
 * What the pages say, with what the stream knows better: changed jobs in their latest version, new ones put in, deleted ones left out.
 * A job of the stream that lies beyond the last loaded page waits for that page. Newest first; only jobs that stand for themselves,
 * unless a type is asked for.
 */
export function historyList(
  loaded: readonly Job[],
  complete: boolean,
  streamed: ReadonlyMap<string, Job>,
  deleted: ReadonlySet<string>,
  filter: HistoryFilter,
): Job[] {
  const byId = new Map<string, Job>()
  for (const job of loaded) byId.set(job.id, latest(job, streamed.get(job.id)))
  const oldest = loaded.at(-1)?.createdAt
  for (const job of streamed.values()) {
    const withinPages = complete || oldest === undefined || job.createdAt >= oldest
    if (!byId.has(job.id) && withinPages) byId.set(job.id, job)
  }
  return [...byId.values()]
    .filter((job) => !deleted.has(job.id) && matches(job, filter))
    .sort((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : a.id < b.id ? 1 : -1))
}

/** Whether a job belongs into a list with this filter. */
export function matches(job: Job, { statuses, type, projectId }: HistoryFilter): boolean {
  if (!statuses.includes(job.status)) return false
  if (projectId !== null && job.projectId !== projectId) return false
  return type === null ? job.parentId === null : job.type === type
}
