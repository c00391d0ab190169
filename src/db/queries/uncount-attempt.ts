import { eq, sql } from 'drizzle-orm'
import type { Queryable } from '../client.ts'
import { jobItems } from '../schema.ts'

/** Takes an attempt back that ended through no fault of the item: the provider was busy, or the worker stopped. */
export async function uncountAttempt(db: Queryable, itemId: string): Promise<void> {
  await db
    .update(jobItems)
    .set({ attempts: sql`greatest(0, ${jobItems.attempts} - 1)` })
    .where(eq(jobItems.id, itemId))
}
