/** Divides a novel into windows that fit into one question, by the tokens of its paragraphs. */
import type { ParagraphRange } from '../../contracts/text.ts'
import { countTokens } from '../tokens.ts'

/** A line break, and a number with its bar, which short lines share. */
function tokensShown(text: string): number {
  const tokens = countTokens(text)
  return tokens + 1 + Math.min(3, Math.ceil(tokens / 8))
}

/** Counting takes a second for a million Chinese characters, and several jobs and phases divide one novel. */
const keptCounts = new WeakMap<readonly string[], number[]>()

function tokensOf(paragraphs: readonly string[]): number[] {
  const known = keptCounts.get(paragraphs)
  if (known) return known
  const counted = paragraphs.map((text) => (text === '' ? 0 : tokensShown(text)))
  keptCounts.set(paragraphs, counted)
  return counted
}

/** Windows that tile the novel, each of at most `mostTokens`. A paragraph that alone is longer is a window of its own. */
export function windowsByTokens(paragraphs: readonly string[], mostTokens: number): ParagraphRange[] {
  const windows: ParagraphRange[] = []
  let start = 0
  let size = 0
  for (const [number, tokens] of tokensOf(paragraphs).entries()) {
    if (number > start && size + tokens > mostTokens) {
      windows.push({ startParagraph: start, endParagraph: number })
      start = number
      size = 0
    }
    size += tokens
  }
  if (paragraphs.length > start) windows.push({ startParagraph: start, endParagraph: paragraphs.length })
  return windows
}
