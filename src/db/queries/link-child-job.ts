import { eq } from 'drizzle-orm'
import type { Queryable } from '../client.ts'
import { jobItems } from '../schema.ts'

/** Notes that a job does the rest of an item. */
export async function linkChildJob(db: Queryable, itemId: string, childJobId: string): Promise<void> {
  await db.update(jobItems).set({ childJobId }).where(eq(jobItems.id, itemId))
}
