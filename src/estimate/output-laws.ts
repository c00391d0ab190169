/**
 * How long the answers of a model are, by what it was asked, and how far a real model may be from what the rules expect.
 */
import type { Estimate } from '../contracts/money.ts'

export type TextCallKind = Exclude<Estimate['lines'][number]['kind'], 'images'>

/** Output tokens = `base` + `perInputToken` times the input tokens; at the least and at the most so many times that. */
interface OutputLaw {
  base: number
  perInputToken: number
  least: number
  most: number
}

export const outputLaws: Record<TextCallKind, OutputLaw> = {
  boundaries: { base: 20, perInputToken: 0.06, least: 0.5, most: 2 },
  scripts: { base: 150, perInputToken: 0.7, least: 0.6, most: 1.8 },
  people: { base: 100, perInputToken: 0.1, least: 0.5, most: 2 },
  pairs: { base: 30, perInputToken: 0, least: 0.5, most: 3 },
  descriptions: { base: 250, perInputToken: 0.05, least: 0.6, most: 2 },
}

/**
 * How many calls there may be, as shares of those that the rules lead to. Windows are fixed; a model finds other episodes and people than the rules
 * do, and is asked again where an answer is not usable.
 */
export const callRanges: Record<TextCallKind | 'images', { least: number; most: number }> = {
  boundaries: { least: 1, most: 1.1 },
  scripts: { least: 0.85, most: 1.25 },
  people: { least: 1, most: 1.1 },
  pairs: { least: 0, most: 2 },
  descriptions: { least: 0.6, most: 1.5 },
  images: { least: 0.7, most: 1.4 },
}
