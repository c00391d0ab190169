import { and, eq, inArray, isNotNull, ne } from 'drizzle-orm'
import { finalJobStatuses } from '../../contracts/statuses.ts'
import type { Queryable } from '../client.ts'
import { jobs } from '../schema.ts'

/**
 * Takes up an ended job again whose workflow runs: somebody reset it. Returns whether it did: not when the job was never begun, since then its
 * workflow ends by itself, and not for the run that ended it, which is about to close.
 */
export async function takeUpJob(db: Queryable, run: { jobId: string; runs: number; runId: string }): Promise<boolean> {
  const taken = await db
    .update(jobs)
    .set({
      status: 'processing',
      runId: run.runId,
      error: null,
      waiting: null,
      completedAt: null,
      cancelRequestedAt: null,
    })
    .where(
      and(
        eq(jobs.id, run.jobId),
        eq(jobs.runs, run.runs),
        inArray(jobs.status, finalJobStatuses),
        isNotNull(jobs.runId),
        ne(jobs.runId, run.runId),
      ),
    )
    .returning({ id: jobs.id })
  return taken.length > 0
}
