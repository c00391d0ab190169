import { and, eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { DatabaseTransaction } from '../client.ts'
import { images, looks } from '../schema.ts'

export type NewImage = Omit<typeof images.$inferInsert, 'id' | 'lookId' | 'chosen' | 'createdAt'> & {
  lookName: string
  appearance: string
}

/** Stores a picture of a character's look and makes it the chosen one. The same item never stores a second picture. */
export async function saveImage(tx: DatabaseTransaction, { lookName, appearance, ...image }: NewImage): Promise<void> {
  await tx
    .insert(looks)
    .values({ id: uuidv7(), characterId: image.characterId, name: lookName, appearance })
    .onConflictDoNothing()
  const [look] = await tx
    .select({ id: looks.id })
    .from(looks)
    .where(and(eq(looks.characterId, image.characterId), eq(looks.name, lookName)))
    .for('no key update')
  if (!look) throw new Error(`The look ${lookName} of character ${image.characterId} is gone.`)
  const [known] = await tx.select({ id: images.id }).from(images).where(eq(images.sourceItemId, image.sourceItemId))
  if (known) return
  await tx
    .update(images)
    .set({ chosen: false })
    .where(and(eq(images.lookId, look.id), eq(images.chosen, true)))
  await tx.insert(images).values({ id: uuidv7(), lookId: look.id, chosen: true, ...image })
}
