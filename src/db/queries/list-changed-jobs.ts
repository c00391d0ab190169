import { and, asc, eq, gte, inArray, sql } from 'drizzle-orm'
import type { Job } from '../../contracts/job.ts'
import type { Queryable } from '../client.ts'
import { jobs, projects } from '../schema.ts'
import { toJob } from '../views.ts'

export interface ChangedJob {
  userId: string
  changedIn: number
  job: Job
}

/**
 * Jobs of the users that changed in or after the transaction `cursor`, in the order of their changes, and where to go on: the oldest
 * transaction that was open as the rows were read, in the same statement. With no row the cursor stays.
 */
export async function listChangedJobs(
  db: Queryable,
  filter: { userIds: string[]; cursor: number; limit?: number },
): Promise<{ changed: ChangedJob[]; cursor: number }> {
  const query = db
    .select({
      job: jobs,
      projectName: projects.name,
      cursor: sql`pg_snapshot_xmin(pg_current_snapshot())::text`.mapWith(Number),
    })
    .from(jobs)
    .innerJoin(projects, eq(projects.id, jobs.projectId))
    .where(and(inArray(jobs.userId, filter.userIds), gte(jobs.changedIn, filter.cursor)))
    .orderBy(asc(jobs.changedIn), asc(jobs.id))
  const rows = await (filter.limit === undefined ? query : query.limit(filter.limit))
  return {
    changed: rows.map(({ job, projectName }) => ({
      userId: job.userId,
      changedIn: job.changedIn,
      job: toJob(job, projectName),
    })),
    cursor: rows[0]?.cursor ?? filter.cursor,
  }
}
