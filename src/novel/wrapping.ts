/**
 * Lines -> paragraphs. Two kinds of files exist: one paragraph a line (Chinese web novels, modern exports), and lines wrapped at a
 * fixed width with a blank line or an indent before each paragraph (Project Gutenberg, old bulletin boards). Which kind a file is
 * follows from the whole file, so the same bytes always give the same paragraphs.
 */
import { parseHeading } from './headings.ts'
import { type Line, normaliseLine } from './normalise.ts'

/** Widest wrapping known: 100 columns of Latin text, 60 Chinese characters. Longer lines are paragraphs. */
const MAX_WIDTH = 110
/** Narrower lines are verse or lists. */
const MIN_WIDTH_LATIN = 40
const MIN_WIDTH_CHINESE = 18
/** How far a line may stay below the width and still count as filled, in characters. */
const RAGGED = 4
/** A file is wrapped when this share of its lines that have a line under them are filled and end in mid sentence. */
const MIN_WRAPPED_SHARE = 0.3

const ENDS_SENTENCE = /[.?!:"'”’。？！：；…—」』）)]$/
const IDEOGRAPH = /[\u3000-\u9FFF\uFF00-\uFFEF]/

/** Joins lines into paragraphs. No paragraph is empty or holds a line end. */
export function paragraphsOf(lines: readonly Line[]): string[] {
  const width = wrappedWidth(lines)
  if (width === 0) return lines.map((line) => line.text).filter((text) => text !== '')
  return blocksOf(lines)
    .flatMap((block) => unwrap(block, width))
    .map(normaliseLine)
}

/** The width at which the file is wrapped, or 0 when each line is a paragraph. */
function wrappedWidth(lines: readonly Line[]): number {
  const hasMarks = lines.some((line, i) => (line.text === '' && i > 0) || line.indent > 0)
  if (!hasMarks) return 0
  const followed: Array<[line: string, next: string]> = []
  let filledLines = 0
  lines.forEach((line, i) => {
    if (line.text === '') return
    filledLines++
    const next = lines[i + 1]
    if (next && next.text !== '' && next.indent === 0) followed.push([line.text, next.text])
  })
  if (followed.length < 3 || followed.length < filledLines * MIN_WRAPPED_SHARE) return 0
  const lengths = followed.map(([line]) => line.length).sort((a, b) => a - b)
  const width = lengths[Math.floor((lengths.length - 1) * 0.95)] ?? 0
  const chinese = followed.filter(([line]) => IDEOGRAPH.test(line)).length > followed.length / 2
  if (width > MAX_WIDTH || width < (chinese ? MIN_WIDTH_CHINESE : MIN_WIDTH_LATIN)) return 0
  const wrapped = followed.filter(([line, next]) => isFilled(line, next, width) && !ENDS_SENTENCE.test(line))
  return wrapped.length >= followed.length * MIN_WRAPPED_SHARE ? width : 0
}

/** Whether a line was broken because the next word did not fit any more. */
function isFilled(line: string, next: string, width: number): boolean {
  const firstWord = IDEOGRAPH.test(next.charAt(0)) ? 1 : (next.split(' ', 1)[0]?.length ?? 0)
  return line.length + 1 + firstWord > width - RAGGED
}

/** Lines between blank lines, or from indent to indent where that is how the file marks its paragraphs. */
function blocksOf(lines: readonly Line[]): string[][] {
  let indentStarts = 0
  let blankStarts = 0
  lines.forEach((line, i) => {
    if (line.text === '') return
    if (i > 0 && lines[i - 1]?.text === '') blankStarts++
    const next = lines[i + 1]
    if (line.indent > 0 && next && next.text !== '' && next.indent === 0) indentStarts++
  })
  const byIndent = indentStarts > blankStarts
  const blocks: string[][] = []
  let open: string[] | null = null
  for (const line of lines) {
    if (line.text === '') {
      open = null
      continue
    }
    if (open === null || (byIndent && line.indent > 0)) {
      open = []
      blocks.push(open)
    }
    open.push(line.text)
  }
  return blocks
}

/** A block as paragraphs: a heading stands alone, wrapped lines are joined, verse and lists keep their lines. */
function unwrap(block: string[], width: number): string[] {
  const [first = '', ...rest] = block
  if (rest.length === 0) return block
  if (parseHeading(first)) return [first, ...unwrap(rest, width)]
  let filled = 0
  for (let i = 0; i + 1 < block.length; i++) if (isFilled(block[i] as string, block[i + 1] as string, width)) filled++
  return filled * 2 >= block.length - 1 ? [block.reduce(joinLines)] : block
}

function joinLines(text: string, next: string): string {
  const tight = IDEOGRAPH.test(text.charAt(text.length - 1)) && IDEOGRAPH.test(next.charAt(0))
  return tight ? text + next : `${text} ${next}`
}
