import { isDeepStrictEqual } from 'node:util'
import { and, asc, eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Advertisement } from '../../contracts/novel-file.ts'
import type { Chapter } from '../../contracts/text.ts'
import type { DatabaseTransaction } from '../client.ts'
import { inBatches } from '../in-batches.ts'
import { advertisements, chapters, novels } from '../schema.ts'
import { refuseWhileRead } from './refuse-while-read.ts'

interface FoundParts {
  userId: string
  projectId: string
  novelId: string
  isNew: boolean
  chapters: readonly Chapter[]
  advertisements: readonly Advertisement[]
}

/**
 * Stores the chapters and the advertisements that a reading found in a novel, in place of those that an earlier reading found. Chapters made by
 * hand stay, and so does what somebody restored. Throws `job_running_already` when they change while a job reads the novel.
 */
export async function saveFoundParts(tx: DatabaseTransaction, found: FoundParts): Promise<void> {
  const { novelId } = found
  const known = found.isNew ? { chapters: [], advertisements: [] } : await knownParts(tx, novelId)
  const marked = found.advertisements.map(({ paragraph, text, rule }) => ({ paragraph, text, rule }))
  const sameChapters = isDeepStrictEqual(known.chapters, found.chapters.map(toColumns))
  const sameMarks = isDeepStrictEqual(known.advertisements, marked)
  if (!found.isNew && !(sameChapters && sameMarks)) await refuseWhileRead(tx, found)
  if (!sameChapters) {
    await insertChapters(tx, { novelId, byHand: false, chapters: found.chapters })
    if (!found.isNew) {
      await tx
        .update(novels)
        .set({ chaptersVersion: sql`${novels.chaptersVersion} + 1` })
        .where(and(eq(novels.id, novelId), eq(novels.chaptersByHand, false)))
    }
  }
  if (!sameMarks) await replaceMarks(tx, novelId, marked)
}

/** Puts chapters in the place of those of the same origin. */
export async function insertChapters(
  tx: DatabaseTransaction,
  part: { novelId: string; byHand: boolean; chapters: readonly Chapter[] },
): Promise<void> {
  const { novelId, byHand } = part
  await tx.delete(chapters).where(and(eq(chapters.novelId, novelId), eq(chapters.byHand, byHand)))
  const rows = part.chapters.map((chapter, number) => ({
    id: uuidv7(),
    novelId,
    byHand,
    number,
    ...toColumns(chapter),
  }))
  for (const batch of inBatches(rows)) await tx.insert(chapters).values(batch)
}

function toColumns({ title, volume, startParagraph, endParagraph }: Chapter): Chapter {
  return { title, volume, startParagraph, endParagraph }
}

async function knownParts(tx: DatabaseTransaction, novelId: string) {
  const { title, volume, startParagraph, endParagraph } = chapters
  const { paragraph, text, rule } = advertisements
  return {
    chapters: await tx
      .select({ title, volume, startParagraph, endParagraph })
      .from(chapters)
      .where(and(eq(chapters.novelId, novelId), eq(chapters.byHand, false)))
      .orderBy(asc(chapters.number)),
    advertisements: await tx
      .select({ paragraph, text, rule })
      .from(advertisements)
      .where(eq(advertisements.novelId, novelId))
      .orderBy(asc(paragraph)),
  }
}

async function replaceMarks(
  tx: DatabaseTransaction,
  novelId: string,
  marked: readonly Omit<Advertisement, 'restored'>[],
): Promise<void> {
  const restored = await tx
    .delete(advertisements)
    .where(eq(advertisements.novelId, novelId))
    .returning({ paragraph: advertisements.paragraph, restored: advertisements.restored })
  const kept = new Set(restored.flatMap(({ paragraph, restored }) => (restored ? [paragraph] : [])))
  const rows = marked.map((mark) => ({ novelId, ...mark, restored: kept.has(mark.paragraph) }))
  for (const batch of inBatches(rows)) await tx.insert(advertisements).values(batch)
}
