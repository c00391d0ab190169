import { desc, inArray } from 'drizzle-orm'
import type { Character, Image } from '../../contracts/entities.ts'
import type { Queryable } from '../client.ts'
import { type characters, images } from '../schema.ts'

/** Where the bytes of an image are, relative to the API's origin. */
export function imageUrl(imageId: string): string {
  return `/api/images/${imageId}/file`
}

export function toImage(row: typeof images.$inferSelect): Image {
  return {
    id: row.id,
    characterId: row.characterId,
    lookId: row.lookId,
    url: imageUrl(row.id),
    mediaType: row.mediaType,
    width: row.width,
    height: row.height,
    bytes: row.bytes,
    sha256: row.sha256,
    provider: row.provider,
    model: row.model,
    prompt: row.prompt,
    seed: row.seed,
    costUsd: row.costUsd,
    chosen: row.chosen,
    createdAt: row.createdAt.toISOString(),
  }
}

/** Characters with their images, the chosen one first, then the newest. */
export async function withImages(db: Queryable, rows: (typeof characters.$inferSelect)[]): Promise<Character[]> {
  const ids = rows.map(({ id }) => id)
  const found =
    ids.length === 0
      ? []
      : await db
          .select()
          .from(images)
          .where(inArray(images.characterId, ids))
          .orderBy(desc(images.chosen), desc(images.id))
  const byCharacter = new Map<string, Image[]>()
  for (const image of found) {
    const known = byCharacter.get(image.characterId)
    if (known) known.push(toImage(image))
    else byCharacter.set(image.characterId, [toImage(image)])
  }
  return rows.map((row) => ({
    id: row.id,
    projectId: row.projectId,
    name: row.name,
    aliases: row.aliases,
    importance: row.importance,
    mentions: row.mentions,
    evidence: row.evidence,
    gender: row.gender,
    age: row.age,
    isNarrator: row.isNarrator,
    role: row.role,
    description: row.description,
    appearance: row.appearance,
    provider: row.provider,
    setAsideReason: row.setAsideReason,
    images: byCharacter.get(row.id) ?? [],
    updatedAt: row.updatedAt.toISOString(),
  }))
}
