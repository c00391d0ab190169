import { eq } from 'drizzle-orm'
import type { Queryable } from '../client.ts'
import { novels } from '../schema.ts'

/** Makes a split the one that is shown. */
export async function showSplit(db: Queryable, novelId: string, splitId: string): Promise<void> {
  await db.update(novels).set({ splitId }).where(eq(novels.id, novelId))
}
