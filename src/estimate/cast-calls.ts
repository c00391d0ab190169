/** The calls of finding the people of a novel and describing them, and how many of them are drawn. */
import { readWindows } from '../evaluation/novel-in-windows.ts'
import { mergeFindings } from '../novel/cast.ts'
import { readFindings } from '../novel/cast-findings.ts'
import { characterFacts, novelPassage } from '../novel/passages.ts'
import type { Analyst, KnownPerson } from '../providers/analyst.ts'
import { createOfflineAnalyst } from '../providers/offline/analyst.ts'
import { inputTokensOf } from './counted-call.ts'
import type { EstimatedCalls, NovelToEstimate } from './estimated-calls.ts'
import { found } from './split-calls.ts'

/** Windows that are read at the same time know nothing of each other: so many begin before the first has ended. */
const windowsAtOnce = 5
/** As many as a job shows a reader. */
const mostKnownPeople = 40

/** The people are those that the offline rules find; the doubtful pairs, too, and each pair is decided to be two. */
export async function countCastCalls(
  novel: NovelToEstimate,
  analyst: Analyst,
): Promise<{ calls: EstimatedCalls[]; pictures: number }> {
  const { text, chapters } = novel
  const rules = createOfflineAnalyst()
  const findings = await readWindows({ novel: text, chapters, analyst: rules }, (passage, call) =>
    rules.findPeople({ ...passage, known: [] }, call),
  )
  const { cast, doubtful } = mergeFindings(readFindings(findings, text))
  const drawn = new Set(novel.drawn)
  const pictures = cast.filter(({ name, importance }) => importance !== 'minor' && !drawn.has(name)).length
  if (!analyst.billable) return { calls: [], pictures }

  const known: KnownPerson[] = cast.slice(0, mostKnownPeople).map(({ name, aliases }) => ({ name, aliases }))
  const people: EstimatedCalls = { kind: 'people', inputTokens: [] }
  for (const [index, window] of analyst.divideIntoWindows(text.paragraphs).entries()) {
    const passage = { ...novelPassage(text, chapters, window), known: index < windowsAtOnce ? [] : known }
    people.inputTokens.push(...found(await inputTokensOf((call) => analyst.findPeople(passage, call))))
  }
  const pairs: EstimatedCalls = { kind: 'pairs', inputTokens: [] }
  for (const pair of doubtful) {
    const asked = { ...pair, language: text.language }
    pairs.inputTokens.push(...found(await inputTokensOf((call) => analyst.decideMerge(asked, call))))
  }
  const descriptions: EstimatedCalls = { kind: 'descriptions', inputTokens: [] }
  for (const member of cast) {
    const facts = characterFacts(text, member)
    descriptions.inputTokens.push(...found(await inputTokensOf((call) => analyst.describeCharacter(facts, call))))
  }
  return { calls: [people, pairs, descriptions], pictures }
}
