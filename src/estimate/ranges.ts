/** How far a real model may be from what the rules lead to expect, as shares of it. */
import type { Estimate } from '../contracts/money.ts'

interface Range {
  calls: { least: number; most: number }
  /** Of the length of the rules' answer. */
  answer: { least: number; most: number }
}

/**
 * Windows are fixed, and asked about again at most now and then where an answer is not usable. A model finds other episodes, people and doubts than
 * the rules. The rules quote much and describe little: a model's list of people may be half as long, its descriptions three times.
 */
export const ranges: Record<Estimate['lines'][number]['kind'], Range> = {
  boundaries: { calls: { least: 1, most: 1.1 }, answer: { least: 0.4, most: 2 } },
  scripts: { calls: { least: 0.85, most: 1.25 }, answer: { least: 0.5, most: 1.6 } },
  people: { calls: { least: 1, most: 1.1 }, answer: { least: 0.4, most: 1.5 } },
  pairs: { calls: { least: 0, most: 2 }, answer: { least: 0.5, most: 4 } },
  descriptions: { calls: { least: 0.6, most: 1.5 }, answer: { least: 0.7, most: 3 } },
  images: { calls: { least: 0.7, most: 1.4 }, answer: { least: 1, most: 1 } },
}

/** A character who is drawn with further looks has at most about so many pictures more. */
export const mostLooksEach = 2
