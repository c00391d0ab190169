import { asc, eq } from 'drizzle-orm'
import type { Chapter } from '../../contracts/text.ts'
import type { Queryable } from '../client.ts'
import { chapters } from '../schema.ts'

/** Chapters of a novel in order. The caller has looked up the novel with its owner. */
export async function listChapters(db: Queryable, novelId: string): Promise<Chapter[]> {
  return db
    .select({
      title: chapters.title,
      startParagraph: chapters.startParagraph,
      endParagraph: chapters.endParagraph,
    })
    .from(chapters)
    .where(eq(chapters.novelId, novelId))
    .orderBy(asc(chapters.number))
}
