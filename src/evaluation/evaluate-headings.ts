import { headingsByPattern } from './baseline-headings.ts'
import type { HeadingCase } from './gold-book.ts'
import { headingLines } from './headings-of-text.ts'
import { type HeadingScore, scoreHeadings } from './score-headings.ts'

/** Scores the headings that are found in small texts, and those that one pattern finds. */
export function evaluateHeadings(cases: readonly HeadingCase[]): { score: HeadingScore; baseline: HeadingScore } {
  const scoreOf = (find: (text: string) => number[]) =>
    scoreHeadings(
      cases,
      cases.map(({ text }) => find(text)),
    )
  return { score: scoreOf(headingLines), baseline: scoreOf(headingsByPattern) }
}
