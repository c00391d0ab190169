import { parseHeading } from './headings.ts'

const MIN_RUNNING_LINE = 20
const ENDS_SENTENCE = /[.。．！？!?…”"』」]$/

/** Characters of running text in a range: paragraphs that end as sentences do. Title pages and contents have none. */
export function runningCharacters(paragraphs: readonly string[], start: number, end: number): number {
  let characters = 0
  for (let i = start; i < end; i++) {
    const text = paragraphs[i] ?? ''
    if (text.length >= MIN_RUNNING_LINE && ENDS_SENTENCE.test(text) && !parseHeading(text)) characters += text.length
  }
  return characters
}
