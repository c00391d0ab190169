import { asc, desc, eq, sql } from 'drizzle-orm'
import type { Queryable } from '../client.ts'
import { images, looks } from '../schema.ts'
import { isSheet } from './sheet-look.ts'

type LookRow = typeof looks.$inferSelect
type ImageRow = Pick<typeof images.$inferSelect, 'lookId' | 'jobId' | 'storageKey' | 'mediaType'>

export interface DrawnLook extends LookRow {
  /** The chosen one first. */
  images: ImageRow[]
}

/** The looks of a character with what was drawn of them: the character sheet, null before it is drawn, and further looks in the novel's order. */
export async function listLooks(
  db: Queryable,
  characterId: string,
): Promise<{ sheet: DrawnLook | null; further: DrawnLook[] }> {
  const rows = await db
    .select()
    .from(looks)
    .where(eq(looks.characterId, characterId))
    .orderBy(sql`${looks.startParagraph} NULLS LAST`, asc(looks.id))
  const drawn = await db
    .select({
      lookId: images.lookId,
      jobId: images.jobId,
      storageKey: images.storageKey,
      mediaType: images.mediaType,
    })
    .from(images)
    .where(eq(images.characterId, characterId))
    .orderBy(desc(images.chosen), desc(images.id))
  const all = rows.map((look) => ({ ...look, images: drawn.filter(({ lookId }) => lookId === look.id) }))
  return { sheet: all.find(isSheet) ?? null, further: all.filter((look) => !isSheet(look)) }
}
