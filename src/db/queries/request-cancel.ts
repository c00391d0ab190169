import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { liveJobStatuses } from '../../contracts/statuses.ts'
import type { Queryable } from '../client.ts'
import { jobs } from '../schema.ts'

/** Notes that the user wants the job cancelled. Returns whether this call did: false when it has ended or was already asked for. */
export async function requestCancel(db: Queryable, ids: { jobId: string; userId: string }): Promise<boolean> {
  const noted = await db
    .update(jobs)
    .set({ cancelRequestedAt: sql`now()` })
    .where(
      and(
        eq(jobs.id, ids.jobId),
        eq(jobs.userId, ids.userId),
        inArray(jobs.status, liveJobStatuses),
        isNull(jobs.cancelRequestedAt),
      ),
    )
    .returning({ id: jobs.id })
  return noted.length > 0
}
