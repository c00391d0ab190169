import { and, asc, eq } from 'drizzle-orm'
import type { Chapter } from '../../contracts/text.ts'
import type { Queryable } from '../client.ts'
import { chapters, novels } from '../schema.ts'

/** Chapters of a novel in order: those made by hand where there are any, else those found in the text. The caller has looked up the novel with its owner. */
export async function listChapters(db: Queryable, novelId: string): Promise<Chapter[]> {
  return db
    .select({
      title: chapters.title,
      volume: chapters.volume,
      startParagraph: chapters.startParagraph,
      endParagraph: chapters.endParagraph,
    })
    .from(chapters)
    .innerJoin(novels, and(eq(novels.id, chapters.novelId), eq(novels.chaptersByHand, chapters.byHand)))
    .where(eq(chapters.novelId, novelId))
    .orderBy(asc(chapters.number))
}
