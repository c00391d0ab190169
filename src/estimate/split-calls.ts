/** The calls of dividing a novel and writing its episodes. */
import type { Boundary, ParagraphRange } from '../contracts/text.ts'
import { unwatchedCall } from '../evaluation/novel-in-windows.ts'
import { settleEpisodes } from '../novel/episodes.ts'
import { episodePassage, novelPassage } from '../novel/passages.ts'
import type { Analyst } from '../providers/analyst.ts'
import { createOfflineAnalyst } from '../providers/offline/analyst.ts'
import type { JobToEstimate } from './estimate-job.ts'
import {
  type CallToCount,
  charactersOf,
  countCalls,
  type EstimatedCalls,
  type NovelToEstimate,
} from './estimated-calls.ts'

/** The windows are those of the analyst; the episodes are divided where the offline rules propose it. */
export async function countSplitCalls(
  { text, chapters, style }: NovelToEstimate,
  options: NonNullable<JobToEstimate['split']>,
  analyst: Analyst,
  windows: readonly ParagraphRange[],
): Promise<EstimatedCalls[]> {
  const rules = createOfflineAnalyst()
  const boundaries: CallToCount[] = []
  const proposals: Boundary[] = []
  for (const window of windows) {
    const passage = novelPassage(text, chapters, window)
    const { value } = await rules.proposeBoundaries(passage, unwatchedCall)
    proposals.push(...value)
    boundaries.push({
      characters: charactersOf(passage.paragraphs),
      ask: (call) => analyst.proposeBoundaries(passage, call),
      answer: async () => ({ boundaries: value }),
    })
  }
  const { mode, maxEpisodes, minutesPerEpisode } = options
  const { paragraphs, language } = text
  const ranges = settleEpisodes({ paragraphs, language, chapters, proposals, mode, maxEpisodes, minutesPerEpisode })
  const scripts = ranges.map((range, index): CallToCount => {
    const passage = { ...episodePassage(text, chapters, { ...range, number: index + 1, of: ranges.length }), style }
    return {
      characters: charactersOf(passage.paragraphs),
      ask: (call) => analyst.writeScript(passage, call),
      answer: async () => (await rules.writeScript(passage, unwatchedCall)).value,
    }
  })
  return [await countCalls('boundaries', boundaries), await countCalls('scripts', scripts)]
}
