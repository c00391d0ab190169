import type { ParagraphRange } from '../contracts/text.ts'
import { settleEpisodes } from '../novel/episodes.ts'
import { type AnalystReading, readWindows } from './novel-in-windows.ts'

/** The ranges of a novel's episodes, as a job divides it in mode `auto`. */
export async function episodesOfNovel(reading: AnalystReading): Promise<ParagraphRange[]> {
  const { novel, chapters, analyst } = reading
  const proposals = await readWindows(reading, (passage, call) => analyst.proposeBoundaries(passage, call))
  return settleEpisodes({
    paragraphs: novel.paragraphs,
    chapters,
    proposals,
    mode: 'auto',
    language: novel.language,
  })
}
