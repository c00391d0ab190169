/** What is counted on the way to an estimate. */
import type { Estimate, Usage } from '../contracts/money.ts'
import type { Chapter, Paragraph } from '../contracts/text.ts'
import type { NovelText } from '../novel/passages.ts'
import type { CallContext } from '../providers/analyst.ts'
import { countTokens } from '../providers/tokens.ts'
import { inputTokensOf } from './counted-call.ts'
import { lengthOfForm } from './ranges.ts'

export interface NovelToEstimate {
  /** As analysts are shown it: with marked lines empty. */
  text: NovelText
  chapters: readonly Chapter[]
  /** The project's. */
  style: string
  /** Names of characters that have a picture: they are not drawn again. */
  drawn: readonly string[]
}

type CallKind = Estimate['lines'][number]['kind']
export type PictureKind = Extract<CallKind, 'images' | 'looks'>
export type TextCallKind = Exclude<CallKind, PictureKind>

/** Calls of one kind, with what all take together. */
export interface EstimatedCalls {
  kind: TextCallKind
  calls: number
  inputTokens: number
  /** As if the model answered what the rules answer, in its form. */
  outputTokens: number
}

export interface EstimatedPictures {
  kind: PictureKind
  /** The same number thrice where exactly so many were asked for; otherwise it depends on who is found. */
  pictures: { low: number; expected: number; high: number }
  /** The most that one uses. */
  each: Usage
}

/** A call that a job would make. */
export interface CallToCount {
  /** Of the text that is shown. */
  characters: number
  ask(call: CallContext): Promise<unknown>
  /** What the rules would answer. */
  answer(): Promise<unknown>
}

/** Calls of a kind whose tokens are counted; others have as many for each character, which differs by a hundredth or so within a novel. */
const countedCalls = 16

/** Counts calls of one kind. Those that the analyst would not pay for are none. */
export async function countCalls(kind: TextCallKind, calls: readonly CallToCount[]): Promise<EstimatedCalls> {
  const step = Math.max(1, calls.length / countedCalls)
  const counted = { calls: 0, characters: 0, inputTokens: 0, outputTokens: 0 }
  const others = { calls: 0, characters: 0 }
  let next = 0
  for (const [index, { characters, ask, answer }] of calls.entries()) {
    if (index < Math.floor(next)) {
      others.calls += 1
      others.characters += characters
      continue
    }
    next += step
    const inputTokens = await inputTokensOf(ask)
    if (inputTokens === null) continue
    counted.calls += 1
    counted.characters += characters
    counted.inputTokens += inputTokens
    counted.outputTokens += countTokens(JSON.stringify(await answer()))
  }
  const all = counted.characters > 0 ? 1 + others.characters / counted.characters : 0
  return {
    kind,
    calls: counted.calls + (all > 0 ? others.calls : 0),
    inputTokens: Math.round(counted.inputTokens * all),
    outputTokens: Math.round(counted.outputTokens * all * lengthOfForm[kind]),
  }
}

export function charactersOf(paragraphs: readonly Paragraph[]): number {
  return paragraphs.reduce((sum, { text }) => sum + text.length, 0)
}
