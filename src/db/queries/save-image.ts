import { and, eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { DatabaseTransaction } from '../client.ts'
import { images, looks } from '../schema.ts'
import { sheetLookName } from './sheet-look.ts'

export type NewImage = Omit<typeof images.$inferInsert, 'id' | 'lookId' | 'chosen' | 'createdAt'> & {
  /** Null for the character sheet, whose look is made with its first picture. */
  lookId: string | null
  /** Of the character, for the look of the sheet. */
  appearance: string
  /** Whether it takes the place of the one that is chosen. The first of a look is chosen anyway. */
  isNewChoice: boolean
}

/** Stores a picture of a character's look. The same item never stores a second one. */
export async function saveImage(
  tx: DatabaseTransaction,
  { lookId: furtherLook, appearance, isNewChoice, ...image }: NewImage,
): Promise<void> {
  if (furtherLook === null) {
    await tx
      .insert(looks)
      .values({ id: uuidv7(), characterId: image.characterId, name: sheetLookName, appearance })
      .onConflictDoNothing()
  }
  const [look] = await tx
    .select({ id: looks.id })
    .from(looks)
    .where(
      and(
        eq(looks.characterId, image.characterId),
        furtherLook === null ? eq(looks.name, sheetLookName) : eq(looks.id, furtherLook),
      ),
    )
    .for('no key update')
  if (!look) throw new Error(`The look of the picture of character ${image.characterId} is gone.`)
  const [known] = await tx.select({ id: images.id }).from(images).where(eq(images.sourceItemId, image.sourceItemId))
  if (known) return
  const isChosen = and(eq(images.lookId, look.id), eq(images.chosen, true))
  const hasChoice = (await tx.$count(images, isChosen)) > 0
  if (hasChoice && isNewChoice) await tx.update(images).set({ chosen: false }).where(isChosen)
  await tx.insert(images).values({ id: uuidv7(), lookId: look.id, chosen: isNewChoice || !hasChoice, ...image })
}
