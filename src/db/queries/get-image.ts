import { and, eq } from 'drizzle-orm'
import type { Image } from '../../contracts/entities.ts'
import { CineqoError } from '../../contracts/errors.ts'
import type { Queryable } from '../client.ts'
import { images, projects } from '../schema.ts'
import { toImage } from './character-views.ts'

/** An image of the user, and where its files are stored; without a thumbnail, null. Throws `not_found`. */
export async function getImage(
  db: Queryable,
  ids: { imageId: string; userId: string },
): Promise<{ image: Image; storageKey: string; thumbnailKey: string | null }> {
  const [row] = await db
    .select({ image: images })
    .from(images)
    .innerJoin(projects, eq(projects.id, images.projectId))
    .where(and(eq(images.id, ids.imageId), eq(projects.userId, ids.userId)))
  if (!row) throw new CineqoError('not_found', { what: 'image' })
  const { storageKey, thumbnailKey } = row.image
  return { image: toImage(row.image), storageKey, thumbnailKey }
}
