import { and, eq, sql } from 'drizzle-orm'
import { isFinal } from '../../contracts/statuses.ts'
import type { DatabaseTransaction } from '../client.ts'
import { jobItems, jobs } from '../schema.ts'
import type { JobRow } from '../views.ts'
import { outcomeOf } from './job-outcome.ts'
import { settleItem } from './settle-item.ts'

/**
 * When a part is retried by itself and succeeds after the whole had ended, the whole counts it: its item is settled, and a job that had
 * ended with failures is completed when none is left. A parent that still runs settles its own items.
 */
export async function refreshEndedParent(tx: DatabaseTransaction, child: JobRow): Promise<void> {
  if (!child.parentId || child.status !== 'completed') return
  const [parent] = await tx.select().from(jobs).where(eq(jobs.id, child.parentId))
  if (!parent || !isFinal(parent.status)) return
  const [item] = await tx
    .select({ id: jobItems.id })
    .from(jobItems)
    .where(and(eq(jobItems.jobId, parent.id), eq(jobItems.childJobId, child.id)))
  if (item) await settleItem(tx, { itemId: item.id, status: 'completed' })
  if (parent.status !== 'completed_with_failures') return
  const outcome = await outcomeOf(tx, parent.id)
  if (outcome.status !== 'completed') return
  const [completed] = await tx
    .update(jobs)
    .set({ status: 'completed', error: null, progress: 100, completedAt: sql`now()` })
    .where(eq(jobs.id, parent.id))
    .returning()
  if (completed?.parentId) await refreshEndedParent(tx, completed)
}
