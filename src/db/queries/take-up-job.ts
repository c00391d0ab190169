import { and, eq } from 'drizzle-orm'
import { isFinal } from '../../contracts/statuses.ts'
import { inTransaction, type Queryable } from '../client.ts'
import { jobItems, jobs } from '../schema.ts'
import type { JobRun } from './begin-job.ts'
import { lockOpenItems } from './lock-job-tree.ts'

/**
 * Takes up an ended job again whose workflow runs: somebody reset it. What was cancelled is to do again. Returns whether it did: not when the
 * job was never begun, since then its workflow ends by itself, and not for the run that ended it, which is about to close.
 */
export async function takeUpJob(db: Queryable, run: JobRun): Promise<boolean> {
  const [found] = await db.select({ status: jobs.status }).from(jobs).where(eq(jobs.id, run.jobId))
  if (!found || !isFinal(found.status)) return false
  return inTransaction(db, async (tx) => {
    await lockOpenItems(tx, [run.jobId])
    const [job] = await tx.select().from(jobs).where(eq(jobs.id, run.jobId)).for('no key update')
    if (!job || !isFinal(job.status) || job.runs !== run.runs) return false
    if (job.runId === null || job.runId === run.runId) return false
    await tx
      .update(jobItems)
      .set({ status: 'pending', completedAt: null })
      .where(and(eq(jobItems.jobId, job.id), eq(jobItems.status, 'cancelled')))
    await tx
      .update(jobs)
      .set({
        status: 'processing',
        runId: run.runId,
        error: null,
        waiting: null,
        completedAt: null,
        cancelRequestedAt: null,
      })
      .where(eq(jobs.id, job.id))
    return true
  })
}
