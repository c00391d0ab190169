/** Compares the headings that were found in small texts with those that they have. */
import type { HeadingCase } from './gold-book.ts'

export interface HeadingScore {
  cases: number
  /** Cases with every heading found and nothing else. */
  right: number
  precision: number
  recall: number
  true: number
  false: number
  missed: number
  /** The cases that are not right, with the lines that were found. */
  wrong: Array<HeadingCase & { found: number[] }>
}

/** Scores the answers to cases, in the order of the cases. A line that is named twice is wrong the second time. */
export function scoreHeadings(cases: readonly HeadingCase[], answers: ReadonlyArray<readonly number[]>): HeadingScore {
  const score = { true: 0, false: 0, missed: 0 }
  const wrong: HeadingScore['wrong'] = []
  cases.forEach((one, i) => {
    const found = answers[i] ?? []
    const gold = new Set(one.headings)
    const good = new Set(found.filter((line) => gold.has(line))).size
    score.true += good
    score.false += found.length - good
    score.missed += gold.size - good
    if (good !== gold.size || found.length !== good) wrong.push({ ...one, found: [...found] })
  })
  const named = score.true + score.false
  const listed = score.true + score.missed
  return {
    cases: cases.length,
    right: cases.length - wrong.length,
    // Nothing named is perfectly precise only where there was nothing to name.
    precision: named > 0 ? score.true / named : score.missed === 0 ? 1 : 0,
    recall: listed > 0 ? score.true / listed : 1,
    ...score,
    wrong,
  }
}
