import { eq } from 'drizzle-orm'
import type { Queryable } from '../client.ts'
import { jobItems } from '../schema.ts'

/** Keeps what an item found while something else is still to be done for it. */
export async function saveItemResult(db: Queryable, itemId: string, result: unknown): Promise<void> {
  await db.update(jobItems).set({ result }).where(eq(jobItems.id, itemId))
}
