import { eq } from 'drizzle-orm'
import type { ItemNote, Origin } from '../../contracts/item-notes.ts'
import type { DatabaseTransaction } from '../client.ts'
import { jobItems } from '../schema.ts'

/** Keeps what an item has made so far, which goes on. */
export async function saveItemResult(
  tx: DatabaseTransaction,
  itemId: string,
  made: { result?: unknown; origin?: Origin; notes: ItemNote[] },
): Promise<void> {
  await tx.update(jobItems).set(made).where(eq(jobItems.id, itemId))
}
