import { eq, sql } from 'drizzle-orm'
import type { StoredError } from '../../contracts/errors.ts'
import type { ItemNote, Origin } from '../../contracts/item-notes.ts'
import type { ItemStatus } from '../../contracts/statuses.ts'
import type { DatabaseTransaction } from '../client.ts'
import { jobItems, jobs } from '../schema.ts'
import { changeItemCounts } from './change-job-counts.ts'
import { forgetAnswers } from './settle-provider-call.ts'

export interface ItemSettlement {
  itemId: string
  status: Extract<ItemStatus, 'completed' | 'failed' | 'cancelled'>
  result?: unknown
  origin?: Origin
  /** Left out: those of before stay. */
  notes?: ItemNote[]
  error?: StoredError
}

/**
 * Ends an item and counts it in its job, in the transaction that stores what the item made. An item that is completed stays so: settling it
 * again changes nothing and returns false.
 */
export async function settleItem(tx: DatabaseTransaction, settlement: ItemSettlement): Promise<boolean> {
  const [item] = await tx
    .select({ id: jobItems.id, jobId: jobItems.jobId, kind: jobItems.kind, status: jobItems.status })
    .from(jobItems)
    .where(eq(jobItems.id, settlement.itemId))
    .for('no key update')
  if (!item || item.status === 'completed' || item.status === settlement.status) return false
  await tx
    .update(jobItems)
    .set({
      status: settlement.status,
      error: settlement.error ?? null,
      completedAt: sql`now()`,
      ...(settlement.result !== undefined && { result: settlement.result }),
      ...(settlement.origin && { origin: settlement.origin }),
      ...(settlement.notes && { notes: settlement.notes }),
    })
    .where(eq(jobItems.id, item.id))
  await forgetAnswers(tx, item.id)

  const [job] = await tx
    .select({ id: jobs.id, type: jobs.type, waiting: jobs.waiting })
    .from(jobs)
    .where(eq(jobs.id, item.jobId))
    .for('no key update')
  if (!job) return true
  const isCompleted = settlement.status === 'completed'
  // Whoever waits for a budget goes on when its workflow is told of the money, not when calls end that were under way.
  const goesOn = isCompleted && job.waiting !== null && job.waiting.reason !== 'budget'
  await changeItemCounts(
    tx,
    job,
    {
      kind: item.kind,
      completed: isCompleted ? 1 : 0,
      failed: Number(settlement.status === 'failed') - Number(item.status === 'failed'),
    },
    goesOn ? { waiting: null } : {},
  )
  return true
}
