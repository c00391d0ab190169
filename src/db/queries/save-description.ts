import { eq, sql } from 'drizzle-orm'
import type { CharacterDescription } from '../../contracts/text.ts'
import type { DatabaseTransaction } from '../client.ts'
import { characters } from '../schema.ts'

/** Stores who a character is and what they look like. */
export async function saveDescription(
  tx: DatabaseTransaction,
  characterId: string,
  description: CharacterDescription & { provider: string; model: string },
): Promise<void> {
  await tx
    .update(characters)
    .set({ ...description, updatedAt: sql`now()` })
    .where(eq(characters.id, characterId))
}
