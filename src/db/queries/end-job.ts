import { and, eq, inArray, sql } from 'drizzle-orm'
import type { StoredError } from '../../contracts/errors.ts'
import { type JobOutcomeStatus, jobTransitions } from '../../contracts/statuses.ts'
import { type DatabaseTransaction, inTransaction, type Queryable } from '../client.ts'
import { jobItems, jobs } from '../schema.ts'
import type { JobRow } from '../views.ts'
import { showChildProgress } from './change-job-counts.ts'
import { outcomeOf } from './job-outcome.ts'
import { recountJob } from './recount-job.ts'
import { refreshEndedParent } from './refresh-ended-parent.ts'

/**
 * Ends a job with a status that its workflow, or what became of it, has decided. Items that were not finished become `cancelled` with a
 * cancelled job and stay to do otherwise. A job that has ended keeps its status. Undefined when the row is gone.
 */
export async function endJob(
  db: Queryable,
  end: { jobId: string; status: JobOutcomeStatus; error?: StoredError },
): Promise<JobRow | undefined> {
  return inTransaction(db, async (tx) => {
    if (end.status === 'cancelled') {
      await tx
        .update(jobItems)
        .set({ status: 'cancelled', completedAt: sql`now()` })
        .where(and(eq(jobItems.jobId, end.jobId), inArray(jobItems.status, ['pending', 'processing'])))
      await recountJob(tx, end.jobId)
    }
    return closeJob(tx, end)
  })
}

/**
 * Ends a job whose workflow ran to its end: `completed` when everything was done, `completed_with_failures` when something was, `failed`
 * when nothing was. Undefined when the row is gone.
 */
export async function finishJob(db: Queryable, jobId: string): Promise<JobRow | undefined> {
  return inTransaction(db, async (tx) => closeJob(tx, { jobId, ...(await outcomeOf(tx, jobId)) }))
}

async function closeJob(
  tx: DatabaseTransaction,
  end: { jobId: string; status: JobOutcomeStatus; error?: StoredError },
): Promise<JobRow | undefined> {
  const [job] = await tx.select().from(jobs).where(eq(jobs.id, end.jobId)).for('no key update')
  if (!job || !jobTransitions[job.status].includes(end.status)) return job
  const [ended] = await tx
    .update(jobs)
    .set({
      status: end.status,
      error: end.error ?? null,
      waiting: null,
      completedAt: sql`now()`,
      ...(end.status === 'completed' && { progress: 100 }),
    })
    .where(eq(jobs.id, end.jobId))
    .returning()
  if (ended?.parentId) {
    await showChildProgress(tx, ended)
    await refreshEndedParent(tx, ended)
  }
  return ended
}
