import { asc, eq } from 'drizzle-orm'
import type { ParagraphRange } from '../../contracts/text.ts'
import type { Queryable } from '../client.ts'
import { episodes } from '../schema.ts'

/** The ranges of the episodes of one split, in order. */
export async function listSplitRanges(db: Queryable, splitId: string): Promise<ParagraphRange[]> {
  return db
    .select({ startParagraph: episodes.startParagraph, endParagraph: episodes.endParagraph })
    .from(episodes)
    .where(eq(episodes.splitId, splitId))
    .orderBy(asc(episodes.number))
}
