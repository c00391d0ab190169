import { and, eq, inArray, sql } from 'drizzle-orm'
import { CineqoError } from '../../contracts/errors.ts'
import { isRetryable } from '../../contracts/statuses.ts'
import { type DatabaseTransaction, inTransaction, type Queryable } from '../client.ts'
import { jobItems, jobs } from '../schema.ts'
import type { JobRow } from '../views.ts'
import { recountJob } from './recount-job.ts'

/**
 * Takes an ended job back to `pending`, with the items and child jobs that were not finished; what is finished stays. Throws `not_found`,
 * or `job_not_retryable` when the job still runs or has nothing left to do.
 */
export async function reopenJob(db: Queryable, { jobId, userId }: { jobId: string; userId: string }): Promise<JobRow> {
  return inTransaction(db, async (tx) => {
    const [job] = await tx
      .select()
      .from(jobs)
      .where(and(eq(jobs.id, jobId), eq(jobs.userId, userId)))
      .for('no key update')
    if (!job) throw new CineqoError('not_found', { what: 'job' })
    if (!isRetryable(job.status)) throw new CineqoError('job_not_retryable', { status: job.status })
    return reopen(tx, job)
  })
}

async function reopen(tx: DatabaseTransaction, job: JobRow): Promise<JobRow> {
  await tx
    .update(jobItems)
    .set({ status: 'pending', error: null, failures: {}, attempts: 0, completedAt: null })
    .where(and(eq(jobItems.jobId, job.id), inArray(jobItems.status, ['failed', 'cancelled', 'processing'])))
  await recountJob(tx, job.id)
  const [reopened] = await tx
    .update(jobs)
    .set({
      status: 'pending',
      error: null,
      waiting: null,
      completedAt: null,
      cancelRequestedAt: null,
      runs: sql`${jobs.runs} + 1`,
    })
    .where(eq(jobs.id, job.id))
    .returning()
  if (!reopened) throw new CineqoError('not_found', { what: 'job' })
  const children = await tx.select().from(jobs).where(eq(jobs.parentId, job.id)).for('no key update')
  for (const child of children) if (isRetryable(child.status)) await reopen(tx, child)
  return reopened
}
