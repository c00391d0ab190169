import { asc, eq, inArray, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { liveJobStatuses } from '../../contracts/statuses.ts'
import type { Queryable } from '../client.ts'
import { jobs } from '../schema.ts'

/** A bound on one reading; what is beyond it comes when those before have ended. */
const mostJobs = 5000

/** All jobs of all users that have work to do, the oldest first, with the status of their parents. For the engine's own side. */
export async function listLiveJobs(db: Queryable) {
  const parents = alias(jobs, 'parent')
  const rows = await db
    .select({
      id: jobs.id,
      type: jobs.type,
      status: jobs.status,
      workflowId: jobs.workflowId,
      runs: jobs.runs,
      parentId: jobs.parentId,
      parentStatus: parents.status,
      cancelRequestedAt: jobs.cancelRequestedAt,
      waiting: jobs.waiting,
      ageMs: sql`extract(epoch FROM clock_timestamp() - ${jobs.updatedAt}) * 1000`.mapWith(Number),
    })
    .from(jobs)
    .leftJoin(parents, eq(parents.id, jobs.parentId))
    .where(inArray(jobs.status, liveJobStatuses))
    .orderBy(asc(jobs.id))
    .limit(mostJobs)
  return rows.map(({ cancelRequestedAt, waiting, ...job }) => ({
    ...job,
    cancelRequested: cancelRequestedAt !== null,
    waitingReason: waiting?.reason ?? null,
  }))
}
