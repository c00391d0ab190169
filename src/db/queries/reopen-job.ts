import { eq, sql } from 'drizzle-orm'
import { CineqoError } from '../../contracts/errors.ts'
import { isRetryable } from '../../contracts/statuses.ts'
import { type DatabaseTransaction, inTransaction, type Queryable } from '../client.ts'
import { jobs } from '../schema.ts'
import type { JobRow } from '../views.ts'
import { lockJobTree } from './lock-job-tree.ts'
import { reopenItems } from './reopen-items.ts'

/**
 * Takes an ended job back to `pending`, with the items and child jobs that were not finished; what is finished stays. Throws `not_found`,
 * or `job_not_retryable` when the job still runs or has nothing left to do.
 */
export async function reopenJob(db: Queryable, { jobId, userId }: { jobId: string; userId: string }): Promise<JobRow> {
  return inTransaction(db, async (tx) => {
    const [job, ...below] = await lockJobTree(tx, jobId, 'no key update')
    if (!job || job.userId !== userId) throw new CineqoError('not_found', { what: 'job' })
    if (!isRetryable(job.status)) throw new CineqoError('job_not_retryable', { status: job.status })
    const reopened = await reopen(tx, job)
    const reopenedIds = new Set([job.id])
    for (const part of below) {
      if (!part.parentId || !reopenedIds.has(part.parentId) || !isRetryable(part.status)) continue
      await reopen(tx, part)
      reopenedIds.add(part.id)
    }
    return reopened
  })
}

async function reopen(tx: DatabaseTransaction, job: JobRow): Promise<JobRow> {
  await reopenItems(tx, job)
  const [reopened] = await tx
    .update(jobs)
    .set({
      status: 'pending',
      error: null,
      waiting: null,
      completedAt: null,
      cancelRequestedAt: null,
      // No run of the workflow has begun this start of the job.
      runId: null,
      runs: sql`${jobs.runs} + 1`,
    })
    .where(eq(jobs.id, job.id))
    .returning()
  if (!reopened) throw new CineqoError('not_found', { what: 'job' })
  return reopened
}
