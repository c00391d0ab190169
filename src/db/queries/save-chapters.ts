import { eq, sql } from 'drizzle-orm'
import type { PutChaptersRequest } from '../../contracts/entities.ts'
import { CineqoError } from '../../contracts/errors.ts'
import { inTransaction, type Queryable } from '../client.ts'
import { novels } from '../schema.ts'
import { lockProject } from './lock-project.ts'
import { refuseWhileRead } from './refuse-while-read.ts'
import { insertChapters } from './save-found-parts.ts'

type WantedChapters = NonNullable<PutChaptersRequest['chapters']>

/**
 * Gives the project's novel the chapters that a person made, each up to where the next begins, or with null those that were found in the text.
 * Throws `not_found`, `chapters_changed`, `chapters_invalid`, and `job_running_already` while a job reads the novel.
 */
export async function saveChapters(
  db: Queryable,
  ids: { projectId: string; userId: string },
  { chaptersVersion, chapters }: PutChaptersRequest,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { novel } = await lockProject(tx, ids)
    if (!novel) throw new CineqoError('not_found', { what: 'novel' })
    if (novel.chaptersVersion !== chaptersVersion) throw new CineqoError('chapters_changed')
    if (chapters) refuseGaps(chapters, novel.paragraphs)
    await refuseWhileRead(tx, { ...ids, novelId: novel.id })
    const tiling = (chapters ?? []).map((chapter, index, all) => ({
      ...chapter,
      endParagraph: all[index + 1]?.startParagraph ?? novel.paragraphs,
    }))
    await insertChapters(tx, { novelId: novel.id, byHand: true, chapters: tiling })
    await tx
      .update(novels)
      .set({ chaptersByHand: chapters !== null, chaptersVersion: sql`${novels.chaptersVersion} + 1` })
      .where(eq(novels.id, novel.id))
  })
}

/** Throws unless the starts rise from 0 and stay below `paragraphs`, so that no chapter is empty and no paragraph is left out. */
function refuseGaps(chapters: WantedChapters, paragraphs: number): void {
  const refuse = (detail: string) => new CineqoError('chapters_invalid', { detail, paragraphs })
  let before = -1
  for (const [index, { startParagraph }] of chapters.entries()) {
    if (index === 0 && startParagraph !== 0) throw refuse(`the first begins at ${startParagraph}`)
    if (startParagraph <= before) throw refuse(`number ${index + 1} begins at ${startParagraph}, not after ${before}`)
    if (startParagraph >= paragraphs) throw refuse(`number ${index + 1} begins at ${startParagraph}`)
    before = startParagraph
  }
}
