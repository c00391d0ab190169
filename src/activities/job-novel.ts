/** The novel that a job reads, with its text, and the parts of it that items are about. */
import { CineqoError } from '../contracts/errors.ts'
import type { ParagraphRange } from '../contracts/text.ts'
import { findJobNovel, type JobNovel } from '../db/queries/find-job-novel.ts'
import type { JobItemRow } from '../db/views.ts'
import { novelPassage } from '../novel/passages.ts'
import type { NovelPassage } from '../providers/analyst.ts'
import type { ActivityDependencies } from './dependencies.ts'
import type { ReadNovel } from './novel-reader.ts'

/** Throws `novel_missing` when the novel was deleted. */
export async function readJobNovel(
  { database, novels }: ActivityDependencies,
  jobId: string,
): Promise<ReadNovel & JobNovel> {
  const found = await findJobNovel(database.db, jobId)
  if (!found) throw new CineqoError('novel_missing')
  return { ...found, ...(await novels.read(found.row)) }
}

/** The paragraphs of a window or an episode. */
export function itemRange(item: JobItemRow): ParagraphRange {
  const { startParagraph, endParagraph } = item
  if (startParagraph === null || endParagraph === null) throw new Error(`Item ${item.id} has no range.`)
  return { startParagraph, endParagraph }
}

/** The text of a window. */
export async function windowPassage(dependencies: ActivityDependencies, item: JobItemRow): Promise<NovelPassage> {
  const { novel, chapters } = await readJobNovel(dependencies, item.jobId)
  return novelPassage(novel, chapters, itemRange(item))
}
