import { sql } from 'drizzle-orm'
import type { DatabaseTransaction } from '../client.ts'

/**
 * Holds stored files until the transaction ends. Files are addressed by their content, so one that is being deleted can be the one that is being
 * uploaded: whoever stores or deletes one and reads or writes the rows that name it does both while holding it.
 */
export async function lockFiles(tx: DatabaseTransaction, keys: readonly string[]): Promise<void> {
  // In one order everywhere, so that nobody waits in a circle.
  const ordered = JSON.stringify([...new Set(keys)].sort())
  await tx.execute(sql`
    SELECT pg_advisory_xact_lock(hashtextextended(key, 0)) FROM jsonb_array_elements_text(${ordered}::jsonb) AS key`)
}
