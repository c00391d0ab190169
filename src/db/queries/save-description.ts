import { and, eq, notInArray, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Origin } from '../../contracts/item-notes.ts'
import type { CharacterDescription } from '../../contracts/text.ts'
import type { DatabaseTransaction } from '../client.ts'
import { characters, images, looks } from '../schema.ts'
import { isSheet, sheetLookName } from './sheet-look.ts'

/**
 * Stores who a character is and what they look like, but for what a person has written of it. Looks are known by name: those of the description are stored, and of others those that
 * have pictures stay.
 */
export async function saveDescription(
  tx: DatabaseTransaction,
  characterId: string,
  { looks: described, appearance, invented, prompt, ...description }: CharacterDescription & Origin,
): Promise<void> {
  const { appearanceByHand, promptByHand } = characters
  await tx
    .update(characters)
    .set({
      ...description,
      appearance: sql`CASE WHEN ${appearanceByHand} THEN ${characters.appearance} ELSE ${appearance} END`,
      invented: sql`CASE WHEN ${appearanceByHand} THEN ${characters.invented} ELSE ${JSON.stringify(invented)}::jsonb END`,
      prompt: sql`CASE WHEN ${promptByHand} THEN ${characters.prompt} ELSE ${prompt} END`,
      updatedAt: sql`now()`,
    })
    .where(eq(characters.id, characterId))
  const kept = described.filter((look) => !isSheet(look))
  await tx
    .delete(looks)
    .where(
      and(
        eq(looks.characterId, characterId),
        notInArray(looks.name, [sheetLookName, ...kept.map(({ name }) => name)]),
        sql`NOT EXISTS (SELECT 1 FROM ${images} WHERE ${images.lookId} = ${looks.id})`,
      ),
    )
  for (const look of kept) {
    await tx
      .insert(looks)
      .values({ id: uuidv7(), characterId, ...look })
      .onConflictDoUpdate({ target: [looks.characterId, looks.name], set: look })
  }
}
