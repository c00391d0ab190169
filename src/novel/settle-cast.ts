import type { PersonFinding } from '../contracts/text.ts'
import { type MergedCast, mergeFindings } from './cast.ts'
import type { MergeDecision } from './cast-decisions.ts'
import { readFindings } from './cast-findings.ts'
import type { DoubtfulPair } from './cast-questions.ts'
import type { NovelText } from './passages.ts'

/**
 * Findings of all windows -> the cast, with the doubtful pairs decided: `decide` is asked about each, one after the other, and its answers
 * go into a second merge.
 */
export async function settleCast(
  findings: readonly PersonFinding[],
  novel: NovelText,
  decide: (pair: DoubtfulPair) => Promise<'same' | 'different'>,
): Promise<MergedCast> {
  const found = readFindings(findings, novel)
  const merged = mergeFindings(found)
  if (merged.doubtful.length === 0) return merged
  const decisions: MergeDecision[] = []
  for (const pair of merged.doubtful) {
    decisions.push({ first: pair.first.name, second: pair.second.name, same: (await decide(pair)) === 'same' })
  }
  return mergeFindings(found, decisions)
}
