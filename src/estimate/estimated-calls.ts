/** What is counted on the way to an estimate. */
import type { Estimate, Usage } from '../contracts/money.ts'
import type { Chapter } from '../contracts/text.ts'
import type { NovelText } from '../novel/passages.ts'
import type { CallContext } from '../providers/analyst.ts'
import { countTokens } from '../providers/tokens.ts'
import { inputTokensOf } from './counted-call.ts'

export interface NovelToEstimate {
  /** As analysts are shown it: with marked lines empty. */
  text: NovelText
  chapters: readonly Chapter[]
  /** The project's. */
  style: string
  /** Names of characters that have a picture: they are not drawn again. */
  drawn: readonly string[]
}

export type TextCallKind = Exclude<Estimate['lines'][number]['kind'], 'images'>

/** Calls of one kind, with what all take together. */
export interface EstimatedCalls {
  kind: TextCallKind
  calls: number
  inputTokens: number
  /** As if the model answered at the length of the rules. */
  outputTokens: number
}

export interface EstimatedPictures {
  kind: 'images'
  pictures: number
  /** Whether exactly so many were asked for; otherwise it depends on who is found. */
  isSure: boolean
  /** Whether further looks are drawn: nobody knows how many a model finds. */
  withLooks: boolean
  /** The most that one uses. */
  each: Usage
}

export function noCalls(kind: TextCallKind): EstimatedCalls {
  return { kind, calls: 0, inputTokens: 0, outputTokens: 0 }
}

/** Adds a call that would be answered so. One that the analyst would not pay for is none. */
export async function addCall(
  sum: EstimatedCalls,
  ask: (call: CallContext) => Promise<unknown>,
  answer: unknown,
): Promise<void> {
  const inputTokens = await inputTokensOf(ask)
  if (inputTokens === null) return
  sum.calls += 1
  sum.inputTokens += inputTokens
  sum.outputTokens += countTokens(JSON.stringify(answer))
}
