import { and, desc, eq } from 'drizzle-orm'
import { CineqoError } from '../../contracts/errors.ts'
import { type DatabaseTransaction, inTransaction, type Queryable } from '../client.ts'
import { images, looks, projects } from '../schema.ts'

type ImageRow = typeof images.$inferSelect

/** Makes an image the one of its look that is shown, and returns the id of its character. Throws `not_found`. */
export async function chooseImage(db: Queryable, ids: { imageId: string; userId: string }): Promise<string> {
  return inTransaction(db, async (tx) => {
    const image = await lockImage(tx, ids)
    if (!image.chosen) {
      await tx
        .update(images)
        .set({ chosen: false })
        .where(and(eq(images.lookId, image.lookId), eq(images.chosen, true)))
      await tx.update(images).set({ chosen: true }).where(eq(images.id, image.id))
    }
    return image.characterId
  })
}

/**
 * Deletes an image and returns the keys of its files, for `releaseFiles`. When it was the chosen one of its look, the newest of the others is
 * chosen. Throws `not_found`.
 */
export async function deleteImage(db: Queryable, ids: { imageId: string; userId: string }): Promise<string[]> {
  return inTransaction(db, async (tx) => {
    const image = await lockImage(tx, ids)
    await tx.delete(images).where(eq(images.id, image.id))
    if (image.chosen) {
      const [newest] = await tx
        .select({ id: images.id })
        .from(images)
        .where(eq(images.lookId, image.lookId))
        .orderBy(desc(images.id))
        .limit(1)
      if (newest) await tx.update(images).set({ chosen: true }).where(eq(images.id, newest.id))
    }
    return [image.storageKey, image.thumbnailKey].filter((key) => key !== null)
  })
}

/** The image as it is while nobody else chooses among the pictures of its look. */
async function lockImage(tx: DatabaseTransaction, ids: { imageId: string; userId: string }): Promise<ImageRow> {
  const owned = await tx
    .select({ lookId: images.lookId })
    .from(images)
    .innerJoin(projects, eq(projects.id, images.projectId))
    .where(and(eq(images.id, ids.imageId), eq(projects.userId, ids.userId)))
  for (const { lookId } of owned) {
    await tx.select({ id: looks.id }).from(looks).where(eq(looks.id, lookId)).for('no key update')
    const [image] = await tx.select().from(images).where(eq(images.id, ids.imageId))
    if (image) return image
  }
  throw new CineqoError('not_found', { what: 'image' })
}
