/** The calls of finding the people of a novel and describing them, and how many of them are drawn. */
import type { ParagraphRange, PersonFinding } from '../contracts/text.ts'
import { unwatchedCall } from '../evaluation/novel-in-windows.ts'
import { mergeFindings } from '../novel/cast.ts'
import { readFindings } from '../novel/cast-findings.ts'
import { characterFacts, novelPassage } from '../novel/passages.ts'
import type { Analyst, KnownPerson } from '../providers/analyst.ts'
import { createOfflineAnalyst } from '../providers/offline/analyst.ts'
import {
  type CallToCount,
  charactersOf,
  countCalls,
  type EstimatedCalls,
  type NovelToEstimate,
} from './estimated-calls.ts'

/** Windows that are read at the same time know nothing of each other: so many begin before the first has ended. */
const windowsAtOnce = 5
/** As many as a job shows a reader. */
const mostKnownPeople = 40

/** The people, and the pairs of names that are in doubt, are those that the offline rules find; every pair is decided to be two. */
export async function countCastCalls(
  { text, chapters, drawn }: NovelToEstimate,
  analyst: Analyst,
  windows: readonly ParagraphRange[],
): Promise<{ calls: EstimatedCalls[]; pictures: number }> {
  const rules = createOfflineAnalyst()
  const people: CallToCount[] = []
  const findings: PersonFinding[] = []
  for (const [index, window] of windows.entries()) {
    const known = index < windowsAtOnce ? [] : knownFrom(findings)
    const passage = { ...novelPassage(text, chapters, window), known }
    const { value } = await rules.findPeople(passage, unwatchedCall)
    findings.push(...value)
    people.push({
      characters: charactersOf(passage.paragraphs),
      ask: (call) => analyst.findPeople(passage, call),
      answer: async () => ({ people: value }),
    })
  }
  const { cast, doubtful } = mergeFindings(readFindings(findings, text))
  const pairs = doubtful.map((pair): CallToCount => {
    const asked = { ...pair, language: text.language }
    return {
      characters: JSON.stringify(pair).length,
      ask: (call) => analyst.decideMerge(asked, call),
      answer: async () => ({ same: false }),
    }
  })
  const descriptions = cast.map((member): CallToCount => {
    const facts = characterFacts(text, member)
    return {
      characters: charactersOf(facts.passages),
      ask: (call) => analyst.describeCharacter(facts, call),
      answer: async () => (await rules.describeCharacter(facts, unwatchedCall)).value,
    }
  })
  const known = new Set(drawn)
  const pictures = cast.filter(({ name, importance }) => importance !== 'minor' && !known.has(name)).length
  const calls = [
    await countCalls('people', people),
    await countCalls('pairs', pairs),
    await countCalls('descriptions', descriptions),
  ]
  return { calls, pictures }
}

/** The people of other windows, the most mentioned first. */
function knownFrom(findings: readonly PersonFinding[]): KnownPerson[] {
  const byName = new Map<string, KnownPerson & { mentions: number }>()
  for (const { name, aliases, mentions } of findings) {
    const before = byName.get(name)
    byName.set(name, { name, aliases, mentions: mentions + (before?.mentions ?? 0) })
  }
  return [...byName.values()]
    .sort((a, b) => b.mentions - a.mentions)
    .slice(0, mostKnownPeople)
    .map(({ name, aliases }) => ({ name, aliases }))
}
