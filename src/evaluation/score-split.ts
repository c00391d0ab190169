/** Checks that a division of a novel loses nothing: its ranges tile the paragraphs, and the paragraphs hold all of the text. */
import type { ParagraphRange } from '../contracts/text.ts'

/** Whether paragraphs hold a text: to the letter, but for white space, or not. */
export type Losslessness =
  | { kept: 'exact' | 'whitespace' }
  | { kept: 'lost'; firstDifference: { visibleCharacter: number; text: string; paragraphs: string } }

/** How much of a difference is shown. */
const EXCERPT_CHARACTERS = 30

/** What is wrong with ranges that should cover `count` paragraphs once and in order, none empty. Nothing when they do. */
export function tilingProblems(ranges: readonly ParagraphRange[], count: number): string[] {
  const problems: string[] = []
  let covered = 0
  ranges.forEach(({ startParagraph: start, endParagraph: end }, i) => {
    const range = `range ${i} [${start}, ${end})`
    if (start < 0 || end > count) problems.push(`${range} is outside of 0 to ${count}`)
    if (end <= start) problems.push(`${range} is empty`)
    if (start > covered) problems.push(`${range} leaves out ${covered} to ${start - 1}`)
    if (start < covered) problems.push(`${range} begins before ${covered}`)
    covered = Math.max(covered, end)
  })
  if (ranges.length === 0) problems.push('there are no ranges')
  else if (covered < count) problems.push(`the ranges end at ${covered} of ${count}`)
  return problems
}

/** Compares a text with the paragraphs that were made of it. */
export function losslessnessOf(text: string, paragraphs: readonly string[]): Losslessness {
  const source = unifyLineEnds(text)
  for (const separator of ['', '\n', '\n\n']) {
    const joined = paragraphs.join(separator)
    if (joined === source || joined === source.replace(/\n+$/, '') || joined + separator === source) {
      return { kept: 'exact' }
    }
  }
  const want = visibleOf(source)
  const got = visibleOf(paragraphs.join(''))
  if (want === got) return { kept: 'whitespace' }
  let at = 0
  while (at < Math.min(want.length, got.length) && want[at] === got[at]) at++
  const excerpt = (of: string) => of.slice(at, at + EXCERPT_CHARACTERS)
  return { kept: 'lost', firstDifference: { visibleCharacter: at, text: excerpt(want), paragraphs: excerpt(got) } }
}

/** A text without a byte order mark and with plain line ends. Its lines are what lists of headings count. */
export function unifyLineEnds(text: string): string {
  return text.replace(/^\uFEFF+/, '').replace(/\r\n?/g, '\n')
}

/** A text without white space. */
export function visibleOf(text: string): string {
  return text.replace(/\p{White_Space}+/gu, '')
}
