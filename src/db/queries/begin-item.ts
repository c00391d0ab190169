import { eq, sql } from 'drizzle-orm'
import { isFinal } from '../../contracts/statuses.ts'
import { inTransaction, type Queryable } from '../client.ts'
import { jobItems, jobs } from '../schema.ts'
import type { JobItemRow, JobRow } from '../views.ts'
import { changeItemCounts } from './change-job-counts.ts'

export interface ItemAttempt {
  itemId: string
  /** Of the workflow that wants the item. */
  runId: string
  /** Counted by Temporal, from 1. */
  attempt: number
}

export interface BegunItem {
  item: JobItemRow
  job: JobRow
  /** False when there is nothing to do: the item is finished, has been given up, or its job has ended. */
  isWanted: boolean
}

/**
 * Notes that an attempt at an item begins, and returns the item with its job. An item that nobody wants is returned as it is. One that was
 * given up is begun anew only by a reset of the workflow, which shows as a first attempt. Undefined when the row is gone because the job was
 * deleted.
 */
export async function beginItem(db: Queryable, attempt: ItemAttempt): Promise<BegunItem | undefined> {
  return inTransaction(db, async (tx) => {
    const [found] = await tx
      .select({ item: jobItems, job: jobs })
      .from(jobItems)
      .innerJoin(jobs, eq(jobs.id, jobItems.jobId))
      .where(eq(jobItems.id, attempt.itemId))
    if (!found) return undefined
    const { item, job } = found
    const hasEnded = isFinal(job.status) && job.runId === attempt.runId
    const isGivenUp = item.status === 'failed' && attempt.attempt > 1
    if (item.status === 'completed' || hasEnded || isGivenUp) return { item, job, isWanted: false }
    const wasFailed = item.status === 'failed'
    const [begun] = await tx
      .update(jobItems)
      .set({
        status: 'processing',
        attempts: wasFailed ? 1 : sql`${jobItems.attempts} + 1`,
        startedAt: sql`coalesce(${jobItems.startedAt}, now())`,
        ...(wasFailed && { failures: {}, error: null, completedAt: null }),
      })
      .where(eq(jobItems.id, item.id))
      .returning()
    if (wasFailed) await changeItemCounts(tx, job, { kind: item.kind, completed: 0, failed: -1 })
    return begun && { item: begun, job, isWanted: true }
  })
}
