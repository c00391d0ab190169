/** How passages of the novel are shown to a model: as numbered lines between two markers, so that an order in the text stays a part of the text. */
import { createHash } from 'node:crypto'
import type { Paragraph } from '../../../contracts/text.ts'
import { countTokens } from '../../tokens.ts'

/**
 * A line gets a number when so many tokens stand since the last one that has. A number and its bar are two tokens: dialogue in short lines would
 * cost a quarter more with a number each.
 */
const usualTokensPerNumber = 32

/** A line of the novel that looks as if it had a number gets one of ours in front. */
const looksNumbered = /^\s*\d+\|/

export interface ShownText {
  text: string
  /** The paragraphs of the novel by the numbers that are shown, which count from 0. */
  numbers: ReadonlyMap<number, number>
}

export interface Numbering {
  /** Paragraphs that always have a number, such as those that chapters begin with. */
  opening?: ReadonlySet<number>
  tokensPerNumber?: number
}

/** Lines, some of them with numbers. Empty paragraphs are left out. */
export function showNumbered(
  paragraphs: readonly Paragraph[],
  { opening = new Set(), tokensPerNumber = usualTokensPerNumber }: Numbering = {},
): ShownText {
  const numbers = new Map<number, number>()
  const first = paragraphs[0]?.number ?? 0
  let tokens = tokensPerNumber
  const lines = paragraphs.flatMap(({ number, text }) => {
    if (text.trim() === '') return []
    const isNumbered = tokens >= tokensPerNumber || opening.has(number) || looksNumbered.test(text)
    tokens = (isNumbered ? 0 : tokens) + countTokens(text)
    if (!isNumbered) return [text]
    numbers.set(number - first, number)
    return [`${number - first}|${text}`]
  })
  return { text: fenced(lines.join('\n')), numbers }
}

/** Lines as they are. */
export function showPlain(paragraphs: readonly Paragraph[]): string {
  return fenced(
    paragraphs
      .map(({ text }) => text)
      .filter((text) => text.trim() !== '')
      .join('\n'),
  )
}

/** The text between two marker lines that do not occur in it. The same text always has the same markers; they grow where many are taken. */
export function fenced(text: string): string {
  for (let round = 0; ; round++) {
    const mark = createHash('sha256')
      .update(`${round} ${text}`)
      .digest('hex')
      .slice(0, 4 + round / 8)
    if (!text.includes(mark)) return `=== ${mark}\n${text}\n=== ${mark}`
  }
}
