import { and, desc, eq, gt, inArray, or, sql } from 'drizzle-orm'
import type { Job } from '../../contracts/job.ts'
import { liveJobStatuses } from '../../contracts/statuses.ts'
import type { Queryable } from '../client.ts'
import { jobs } from '../schema.ts'
import { toJob } from '../views.ts'
import { selectJobs } from './select-jobs.ts'

/** What a page shows first: the user's live jobs and those that changed lately, live ones first, then the newest. */
export async function listRecentJobs(
  db: Queryable,
  filter: { userId: string; changedWithinMs: number; limit: number },
): Promise<Job[]> {
  const isLive = inArray(jobs.status, liveJobStatuses)
  const rows = await selectJobs(db)
    .where(
      and(
        eq(jobs.userId, filter.userId),
        or(isLive, gt(jobs.updatedAt, sql`now() - make_interval(secs => ${filter.changedWithinMs / 1000})`)),
      ),
    )
    .orderBy(desc(isLive), desc(jobs.id))
    .limit(filter.limit)
  return rows.map(({ job, projectName }) => toJob(job, projectName))
}
