/** Where a novel's speeches stand: in double quotes, or in single ones as British printers have them. */

const DOUBLE = /“[^”]*(?:”|$)|"[^"]*(?:"|$)|「[^」]*(?:」|$)|『[^』]*(?:』|$)/g
/** An apostrophe stands behind a letter, or before one at the end of a speech. */
const SINGLE = /(?<![\p{L}\d])[‘'](?=[\p{L}—…])[\s\S]*?(?:[’'](?!\p{L})|$)/gu
/** Paragraphs looked at to know which. */
const SAMPLE = 2000

/** The pattern of a speech in this novel: matches it with its quotes. Global, for `replace` and `matchAll`. */
export function speechPatternOf(paragraphs: readonly string[]): RegExp {
  const sample = paragraphs.slice(0, SAMPLE)
  const opening = (marks: RegExp) => sample.filter((text) => marks.test(text)).length
  return opening(/^[“"「『]/) >= opening(/^[‘'](?=\p{Lu})/u) ? DOUBLE : SINGLE
}
