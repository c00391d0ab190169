/** The calls of dividing a novel and writing its episodes. */
import type { Boundary, ParagraphRange } from '../contracts/text.ts'
import { unwatchedCall } from '../evaluation/novel-in-windows.ts'
import { settleEpisodes } from '../novel/episodes.ts'
import { episodePassage, novelPassage } from '../novel/passages.ts'
import type { Analyst } from '../providers/analyst.ts'
import { createOfflineAnalyst } from '../providers/offline/analyst.ts'
import { inputTokensOf } from './counted-call.ts'
import type { JobToEstimate } from './estimate-job.ts'
import { addCall, type EstimatedCalls, type NovelToEstimate, noCalls } from './estimated-calls.ts'

/** Scripts of the rules that are counted: how long a script is beside its passage hardly differs within a novel. */
const countedScripts = 24

/** The windows are those of the analyst; the episodes are divided where the offline rules propose it. */
export async function countSplitCalls(
  novel: NovelToEstimate,
  options: NonNullable<JobToEstimate['split']>,
  analyst: Analyst,
  windows: readonly ParagraphRange[],
): Promise<EstimatedCalls[]> {
  const { text, chapters } = novel
  const rules = createOfflineAnalyst()
  const boundaries = noCalls('boundaries')
  const proposals: Boundary[] = []
  for (const window of windows) {
    const passage = novelPassage(text, chapters, window)
    const { value } = await rules.proposeBoundaries(passage, unwatchedCall)
    proposals.push(...value)
    await addCall(boundaries, (call) => analyst.proposeBoundaries(passage, call), { boundaries: value })
  }
  const { mode, maxEpisodes, minutesPerEpisode } = options
  const { paragraphs, language } = text
  const ranges = settleEpisodes({ paragraphs, language, chapters, proposals, mode, maxEpisodes, minutesPerEpisode })
  return [boundaries, await countScripts(novel, analyst, ranges)]
}

async function countScripts(
  { text, chapters, style }: NovelToEstimate,
  analyst: Analyst,
  ranges: readonly ParagraphRange[],
): Promise<EstimatedCalls> {
  const rules = createOfflineAnalyst()
  const counted = noCalls('scripts')
  let otherCalls = 0
  let otherInput = 0
  const step = Math.ceil(ranges.length / countedScripts)
  for (const [index, range] of ranges.entries()) {
    const passage = { ...episodePassage(text, chapters, { ...range, number: index + 1, of: ranges.length }), style }
    const ask = (call: Parameters<Analyst['writeScript']>[1]) => analyst.writeScript(passage, call)
    if (index % step === 0) {
      await addCall(counted, ask, (await rules.writeScript(passage, unwatchedCall)).value)
      continue
    }
    const inputTokens = await inputTokensOf(ask)
    if (inputTokens === null) continue
    otherCalls += 1
    otherInput += inputTokens
  }
  const perInputToken = counted.inputTokens > 0 ? counted.outputTokens / counted.inputTokens : 0
  return {
    kind: 'scripts',
    calls: counted.calls + otherCalls,
    inputTokens: counted.inputTokens + otherInput,
    outputTokens: Math.round(counted.outputTokens + otherInput * perInputToken),
  }
}
