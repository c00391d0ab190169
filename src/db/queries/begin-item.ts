import { eq, sql } from 'drizzle-orm'
import { inTransaction, type Queryable } from '../client.ts'
import { jobItems, jobs } from '../schema.ts'
import type { JobItemRow, JobRow } from '../views.ts'

/**
 * Notes that an attempt at an item begins, and returns the item with its job. A finished item is returned as it is, untouched. Undefined
 * when the row is gone because the job was deleted.
 */
export async function beginItem(db: Queryable, itemId: string): Promise<{ item: JobItemRow; job: JobRow } | undefined> {
  return inTransaction(db, async (tx) => {
    const [found] = await tx
      .select({ item: jobItems, job: jobs })
      .from(jobItems)
      .innerJoin(jobs, eq(jobs.id, jobItems.jobId))
      .where(eq(jobItems.id, itemId))
    if (!found || found.item.status === 'completed') return found
    const [item] = await tx
      .update(jobItems)
      .set({
        status: 'processing',
        attempts: sql`${jobItems.attempts} + 1`,
        startedAt: sql`coalesce(${jobItems.startedAt}, now())`,
      })
      .where(eq(jobItems.id, itemId))
      .returning()
    return item && { item, job: found.job }
  })
}
