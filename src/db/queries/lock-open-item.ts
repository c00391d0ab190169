import { and, eq, ne } from 'drizzle-orm'
import type { DatabaseTransaction } from '../client.ts'
import { jobItems } from '../schema.ts'

/**
 * Holds an item until the transaction ends, before what it made is stored. False when it is completed, because another attempt was faster,
 * or gone.
 */
export async function lockOpenItem(tx: DatabaseTransaction, itemId: string): Promise<boolean> {
  const found = await tx
    .select({ id: jobItems.id })
    .from(jobItems)
    .where(and(eq(jobItems.id, itemId), ne(jobItems.status, 'completed')))
    .for('no key update')
  return found.length > 0
}
