/** The calls of dividing a novel and writing its episodes. */
import { readWindows } from '../evaluation/novel-in-windows.ts'
import { settleEpisodes } from '../novel/episodes.ts'
import { episodePassage, novelPassage } from '../novel/passages.ts'
import type { Analyst } from '../providers/analyst.ts'
import { createOfflineAnalyst } from '../providers/offline/analyst.ts'
import { inputTokensOf } from './counted-call.ts'
import type { JobToEstimate } from './estimate-job.ts'
import type { EstimatedCalls, NovelToEstimate } from './estimated-calls.ts'

/** The windows are those of the analyst; the episodes are divided where the offline rules propose it. */
export async function countSplitCalls(
  novel: NovelToEstimate,
  options: NonNullable<JobToEstimate['split']>,
  analyst: Analyst,
): Promise<EstimatedCalls[]> {
  const { text, chapters, style } = novel
  const boundaries: EstimatedCalls = { kind: 'boundaries', inputTokens: [] }
  for (const window of analyst.divideIntoWindows(text.paragraphs)) {
    const passage = novelPassage(text, chapters, window)
    boundaries.inputTokens.push(...found(await inputTokensOf((call) => analyst.proposeBoundaries(passage, call))))
  }

  const rules = createOfflineAnalyst()
  const proposals = await readWindows({ novel: text, chapters, analyst: rules }, (passage, call) =>
    rules.proposeBoundaries(passage, call),
  )
  const { mode, maxEpisodes, minutesPerEpisode } = options
  const { paragraphs, language } = text
  const ranges = settleEpisodes({ paragraphs, language, chapters, proposals, mode, maxEpisodes, minutesPerEpisode })
  const scripts: EstimatedCalls = { kind: 'scripts', inputTokens: [] }
  for (const [index, range] of ranges.entries()) {
    const passage = episodePassage(text, chapters, { ...range, number: index + 1, of: ranges.length })
    scripts.inputTokens.push(...found(await inputTokensOf((call) => analyst.writeScript({ ...passage, style }, call))))
  }
  return [boundaries, scripts]
}

/** As a list, for a passage that is paid for or not. */
export function found(tokens: number | null): number[] {
  return tokens === null ? [] : [tokens]
}
