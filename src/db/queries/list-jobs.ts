import { and, desc, eq, inArray, isNull, lt } from 'drizzle-orm'
import type { Job } from '../../contracts/job.ts'
import type { JobType } from '../../contracts/job-types.ts'
import type { JobStatus } from '../../contracts/statuses.ts'
import type { Queryable } from '../client.ts'
import { jobs } from '../schema.ts'
import { toJob } from '../views.ts'
import { selectJobs } from './select-jobs.ts'

export interface JobFilter {
  userId: string
  status?: JobStatus[] | undefined
  type?: JobType[] | undefined
  projectId?: string | undefined
  /** Parts of that job; null: only jobs that are no part of another. */
  parentId?: string | null | undefined
  limit: number
  /** The id of the last one on the page before. */
  before?: string | undefined
}

/** Jobs of a user, the newest first. */
export async function listJobs(db: Queryable, filter: JobFilter): Promise<Job[]> {
  const { parentId } = filter
  const rows = await selectJobs(db)
    .where(
      and(
        eq(jobs.userId, filter.userId),
        filter.status && inArray(jobs.status, filter.status),
        filter.type && inArray(jobs.type, filter.type),
        filter.projectId === undefined ? undefined : eq(jobs.projectId, filter.projectId),
        parentId === undefined ? undefined : parentId === null ? isNull(jobs.parentId) : eq(jobs.parentId, parentId),
        filter.before === undefined ? undefined : lt(jobs.id, filter.before),
      ),
    )
    .orderBy(desc(jobs.id))
    .limit(filter.limit)
  return rows.map(({ job, projectName }) => toJob(job, projectName))
}
