/** Which paragraphs of a long range are shown: some at first, more on demand at either end. Pure. */
import type { ParagraphRange } from '../../../src/contracts/text.ts'

const shownFirst = 300
/** Shown before a paragraph that somebody wants to see: what leads up to it. */
const shownBefore = 40
const shownMore = 1000

/** What is shown at first: the beginning, or the surroundings of the paragraph `target` where it lies in the range. */
export function firstShown(range: ParagraphRange, target: number | null): ParagraphRange {
  const inside = target !== null && target >= range.startParagraph && target < range.endParagraph
  const startParagraph = inside ? Math.max(range.startParagraph, target - shownBefore) : range.startParagraph
  return { startParagraph, endParagraph: Math.min(range.endParagraph, startParagraph + shownFirst) }
}

/** How many more paragraphs can be shown in one step at each end. */
export function hiddenAround(range: ParagraphRange, shown: ParagraphRange): { earlier: number; later: number } {
  return {
    earlier: Math.min(shownMore, Math.max(0, shown.startParagraph - range.startParagraph)),
    later: Math.min(shownMore, Math.max(0, range.endParagraph - shown.endParagraph)),
  }
}
