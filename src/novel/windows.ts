import { countCharacters } from '../contracts/count-characters.ts'
import type { ParagraphRange } from '../contracts/text.ts'

/**
 * Divides a novel into windows that tile it, each of at most `maxCharacters` code points and ending at a paragraph's end. A paragraph
 * that alone is longer is a window of its own.
 */
export function divideIntoWindows(paragraphs: readonly string[], maxCharacters: number): ParagraphRange[] {
  const windows: ParagraphRange[] = []
  let start = 0
  let size = 0
  paragraphs.forEach((paragraph, number) => {
    const characters = countCharacters(paragraph) + 1
    if (number > start && size + characters > maxCharacters) {
      windows.push({ startParagraph: start, endParagraph: number })
      start = number
      size = 0
    }
    size += characters
  })
  if (paragraphs.length > start) windows.push({ startParagraph: start, endParagraph: paragraphs.length })
  return windows
}
