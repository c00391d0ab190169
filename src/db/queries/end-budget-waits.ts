import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { liveJobStatuses } from '../../contracts/statuses.ts'
import { type DatabaseTransaction, inTransaction, type Queryable } from '../client.ts'
import { jobs } from '../schema.ts'
import { lacksBudget } from './lacks-budget.ts'

const waitsForBudget = sql`${jobs.waiting} ->> 'reason' = 'budget'`

/**
 * Takes the wait for a budget from jobs whose workflows were told that it was changed, and from those that they are parts of. Those that still lack
 * money keep saying so.
 */
export async function endBudgetWaits(db: Queryable, jobIds: readonly string[]): Promise<void> {
  if (jobIds.length === 0) return
  await inTransaction(db, async (tx) => {
    // From the part to the whole, as everywhere: parts are stored after what they are parts of, and ids rise with time.
    const waiting = await tx
      .select()
      .from(jobs)
      .where(and(inArray(jobs.id, [...jobIds]), waitsForBudget))
      .orderBy(desc(jobs.id))
      .for('no key update')
    for (const job of waiting) {
      if (await lacksBudget(tx, job)) continue
      await tx.update(jobs).set({ waiting: null }).where(eq(jobs.id, job.id))
    }
  })
}

/** Takes the wait for a budget from the jobs that a job is a part of, where no other part waits. The caller has taken it from the part. */
export async function endBudgetWaitAbove(tx: DatabaseTransaction, parentId: string | null): Promise<void> {
  for (let id = parentId; id; ) {
    // Locked before the parts are looked at: of two that end their wait at the same time, the second sees the first.
    const [job] = await tx.select().from(jobs).where(eq(jobs.id, id)).for('no key update')
    if (job?.waiting?.reason !== 'budget') return
    const [part] = await tx
      .select({ id: jobs.id })
      .from(jobs)
      .where(and(eq(jobs.parentId, id), inArray(jobs.status, liveJobStatuses), waitsForBudget))
      .limit(1)
    if (part) return
    await tx.update(jobs).set({ waiting: null }).where(eq(jobs.id, id))
    id = job.parentId
  }
}
