import { eq, sql } from 'drizzle-orm'
import type { StoredError } from '../../contracts/errors.ts'
import { jobCatalogue } from '../../contracts/job-types.ts'
import type { ItemStatus } from '../../contracts/statuses.ts'
import type { DatabaseTransaction } from '../client.ts'
import { jobItems, jobs } from '../schema.ts'
import { changeJobCounts } from './change-job-counts.ts'

export interface ItemSettlement {
  itemId: string
  status: Extract<ItemStatus, 'completed' | 'failed' | 'cancelled'>
  result?: unknown
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
    })
    .where(eq(jobItems.id, item.id))

  const [job] = await tx.select({ type: jobs.type, waiting: jobs.waiting }).from(jobs).where(eq(jobs.id, item.jobId))
  const phase = job && jobCatalogue[job.type].phases.find(({ itemKind }) => itemKind === item.kind)
  if (!phase) return true
  const failedBefore = item.status === 'failed' ? 1 : 0
  const failedAfter = settlement.status === 'failed' ? 1 : 0
  await changeJobCounts(
    tx,
    item.jobId,
    (counts) => {
      const count = counts[phase.name] ?? { total: 0, completed: 0, failed: 0 }
      return {
        ...counts,
        [phase.name]: {
          total: count.total,
          completed: count.completed + (settlement.status === 'completed' ? 1 : 0),
          failed: Math.max(0, count.failed + failedAfter - failedBefore),
        },
      }
    },
    settlement.status === 'completed' && job.waiting ? { waiting: null } : {},
  )
  return true
}
