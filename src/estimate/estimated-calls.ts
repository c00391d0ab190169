/** What is counted on the way to an estimate. */
import type { Usage } from '../contracts/money.ts'
import type { Chapter } from '../contracts/text.ts'
import type { NovelText } from '../novel/passages.ts'
import type { TextCallKind } from './output-laws.ts'

export interface NovelToEstimate {
  /** As analysts are shown it: with marked lines empty. */
  text: NovelText
  chapters: readonly Chapter[]
  /** The project's. */
  style: string
  /** Names of characters that have a picture: they are not drawn again. */
  drawn: readonly string[]
}

/** Calls of one kind, with the input tokens of each. */
export interface EstimatedCalls {
  kind: TextCallKind
  inputTokens: number[]
}

export interface EstimatedPictures {
  kind: 'images'
  pictures: number
  /** Whether exactly so many were asked for; otherwise the model decides who is drawn. */
  isSure: boolean
  /** The most that one uses. */
  each: Usage
}
