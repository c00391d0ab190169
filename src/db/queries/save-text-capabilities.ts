import { sql } from 'drizzle-orm'
import type { TextCapabilities } from '../../contracts/settings.ts'
import type { Queryable } from '../client.ts'
import { textCapabilities } from '../schema.ts'

/** Remembers what a model of a server can do. */
export async function saveTextCapabilities(
  db: Queryable,
  known: { baseUrl: string; model: string; capabilities: TextCapabilities },
): Promise<void> {
  await db
    .insert(textCapabilities)
    .values(known)
    .onConflictDoUpdate({
      target: [textCapabilities.baseUrl, textCapabilities.model],
      set: { capabilities: known.capabilities, updatedAt: sql`now()` },
    })
}
