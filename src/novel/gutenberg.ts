/** The header and the licence that Project Gutenberg puts around its texts. */

const START =
  /^\*{3} ?START OF (?:THE|THIS) PROJECT GUTENBERG E-?(?:BOOK|TEXT)\b|^\*END\*? ?THE SMALL PRINT!|^\*END THE SMALL PRINT!/i
const END =
  /^\*{3} ?END OF (?:THE|THIS) PROJECT GUTENBERG E-?(?:BOOK|TEXT)\b|^End of (?:the |this )?Project Gutenberg(?:['’]s|\b)/i
const ENDS_MARK = /\*{3}$/

/** How far from the ends of the text its marks are looked for, in paragraphs: the licence has 120, and 350 lines where it is not joined. */
const MAX_HEADER = 400
const MAX_LICENCE = 600

/** The range of the story within the frame; all paragraphs where there is no frame. */
export function gutenbergFrame(paragraphs: readonly string[]): { start: number; end: number } {
  const start = paragraphs.slice(0, MAX_HEADER).findLastIndex((text) => START.test(text))
  // A long title may have broken the mark into two lines.
  const isBroken = start >= 0 && !ENDS_MARK.test(paragraphs[start] ?? '') && ENDS_MARK.test(paragraphs[start + 1] ?? '')
  const header = isBroken ? start + 1 : start
  const tail = Math.max(header + 1, paragraphs.length - MAX_LICENCE)
  const licence = paragraphs.slice(tail).findIndex((text) => END.test(text))
  return { start: header + 1, end: licence < 0 ? paragraphs.length : tail + licence }
}
