import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { liveJobStatuses } from '../../contracts/statuses.ts'
import { type DatabaseTransaction, inTransaction, type Queryable } from '../client.ts'
import { jobs } from '../schema.ts'

const waitsForBudget = sql`${jobs.waiting} ->> 'reason' = 'budget'`

/** Takes the wait for a budget from all jobs of a project, since a budget was changed. Those that still lack money say so again. */
export async function endBudgetWaits(db: Queryable, ids: { projectId: string; userId: string }): Promise<void> {
  await inTransaction(db, async (tx) => {
    // From the part to the whole, as everywhere: parts are stored after what they are parts of, and ids rise with time.
    const waiting = await tx
      .select({ id: jobs.id })
      .from(jobs)
      .where(and(eq(jobs.projectId, ids.projectId), eq(jobs.userId, ids.userId), waitsForBudget))
      .orderBy(desc(jobs.id))
      .for('no key update')
    if (waiting.length === 0) return
    const waitingIds = waiting.map(({ id }) => id)
    await tx.update(jobs).set({ waiting: null }).where(inArray(jobs.id, waitingIds))
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
