import { asc, desc, inArray, sql } from 'drizzle-orm'
import type { Character, Image } from '../../contracts/entities.ts'
import type { Queryable } from '../client.ts'
import { type characters, images, looks } from '../schema.ts'
import { isSheet } from './sheet-look.ts'

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
    thumbnailUrl: row.thumbnailKey ? `/api/images/${row.id}/thumbnail` : imageUrl(row.id),
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

/** Characters with their pictures: those of the sheet, and further looks with theirs. */
export async function withImages(db: Queryable, rows: (typeof characters.$inferSelect)[]): Promise<Character[]> {
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  const [foundLooks, foundImages] = await Promise.all([
    db
      .select()
      .from(looks)
      .where(inArray(looks.characterId, ids))
      .orderBy(sql`${looks.startParagraph} NULLS LAST`, asc(looks.id)),
    db.select().from(images).where(inArray(images.characterId, ids)).orderBy(desc(images.chosen), desc(images.id)),
  ])
  const imagesByLook = groupBy(foundImages.map(toImage), ({ lookId }) => lookId)
  const looksByCharacter = groupBy(foundLooks, ({ characterId }) => characterId)
  return rows.map((row) => {
    const known = looksByCharacter.get(row.id) ?? []
    const sheet = known.find(isSheet)
    return {
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
      prompt: row.prompt,
      invented: row.invented,
      provider: row.provider,
      setAsideReason: row.setAsideReason,
      images: (sheet && imagesByLook.get(sheet.id)) ?? [],
      looks: known
        .filter((look) => !isSheet(look))
        .map(({ id, name, appearance, prompt, startParagraph }) => ({
          id,
          name,
          appearance,
          prompt,
          startParagraph,
          images: imagesByLook.get(id) ?? [],
        })),
      updatedAt: row.updatedAt.toISOString(),
    }
  })
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
