import { and, eq, inArray } from 'drizzle-orm'
import type { DatabaseTransaction } from '../client.ts'
import { jobItems, jobs } from '../schema.ts'
import type { JobRow } from '../views.ts'
import { recountJob } from './recount-job.ts'

/**
 * Takes the items of a job that were not finished back to `pending`, with no failure counted. What is finished stays. The caller has locked
 * items and job.
 */
export async function reopenItems(tx: DatabaseTransaction, job: Pick<JobRow, 'id' | 'phases'>): Promise<void> {
  const reopened = await tx
    .update(jobItems)
    .set({ status: 'pending', error: null, failures: {}, attempts: 0, completedAt: null })
    .where(and(eq(jobItems.jobId, job.id), inArray(jobItems.status, ['failed', 'cancelled', 'processing'])))
    .returning({ kind: jobItems.kind })
  if (job.phases.merge && reopened.some(({ kind }) => kind === 'window' || kind === 'pair')) {
    // A cast that was merged without these windows or decisions is to be merged again.
    const { merge: _merged, ...phases } = job.phases
    await tx.update(jobs).set({ phases }).where(eq(jobs.id, job.id))
  }
  await recountJob(tx, job.id)
}
