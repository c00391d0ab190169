/**
 * Lines -> paragraphs. Two kinds of files exist: one paragraph a line (Chinese web novels, modern exports), and lines wrapped at a
 * fixed width with a blank line or an indent before each paragraph (Project Gutenberg, old bulletin boards). Which kind a file is
 * follows from the whole file, so the same bytes always give the same paragraphs.
 *
 * Widths are columns of a terminal: an ideograph takes two.
 */
import { parseHeading } from './headings.ts'

/** The lines of a source in reading order, blank ones included. */
export interface Lines {
  /** Normalised; empty for a blank line. */
  texts: string[]
  /** White space before each text, in columns. */
  indents: number[]
  /** Levels of the lines that the format calls headings, by their index. They stand alone. */
  headings: Map<number, number>
}

/** A paragraph and the line that it begins with. */
type Emit = (text: string, line: number) => void

/** Widest wrapping known: 100 columns of Latin text, 60 ideographs. Longer lines are paragraphs. */
const MAX_WIDTH = 120
/** Narrower lines are verse or lists. */
const MIN_WIDTH = { latin: 40, chinese: 36 }
/** How far a line may stay below the width and still count as filled. */
const RAGGED = 4
/** A file is wrapped when this share of its lines that have a line under them are filled and end in mid sentence. */
const MIN_WRAPPED_SHARE = 0.3
/** Fewer such lines prove nothing. */
const MIN_FOLLOWED = 3

const ENDS_SENTENCE = /[.?!:"'”’。？！：；…—」』）)]$/
const IDEOGRAPH = /[\u2E80-\uA4CF\uF900-\uFAFF\uFF00-\uFFEF]/
/** Signs of both scripts: as wide as an ideograph beside one. */
const SHARED_SIGN = /[·—‘’“”…]/
const LETTER = /[\p{L}\p{N}]/u
/** A dash or hyphen glued to the word before it goes on in the next line without a space. */
const GLUED_DASH = /\S[—–-]$/

/** Of the lines under others, so many begin with a capital only in verse. In prose it is one of ten. */
const MAX_CAPITALS = 0.7
/** As many lines of prose do not begin with a capital each. */
const MIN_VERSE = 5
const BEGINS_VERSE = /^["'“‘(—–-]*\p{Lu}(?!\p{Lu}*\P{L}+\p{Lu}{2})/u
/** So much more than the line before has a signature under a letter, in columns. */
const SIGNATURE_INDENT = 6
/** Of the lines of a paragraph but the last. */
const MIN_FILLED = { prose: 0.5, inset: 0.8 }

/** Gives each line that is not blank as a paragraph. */
export function emitLines({ texts }: Lines, emit: Emit): void {
  texts.forEach((text, line) => {
    if (text !== '') emit(text, line)
  })
}

/** Gives the paragraphs of a text file: its lines, or, where it is wrapped, lines joined. Returns how many were joined to the one before. */
export function emitParagraphs(lines: Lines, emit: Emit): number {
  const width = wrappedWidth(lines)
  if (width === 0) {
    emitLines(lines, emit)
    return 0
  }
  let joined = 0
  const byIndent = marksParagraphsByIndent(lines)
  let start = -1
  for (let i = 0; i <= lines.texts.length; i++) {
    const isBlank = i === lines.texts.length || lines.texts[i] === ''
    if (start >= 0 && (isBlank || beginsBlock(lines, i, start, byIndent))) {
      joined += emitBlock(lines, start, i, width, emit)
      start = -1
    }
    if (!isBlank && start < 0) start = i
  }
  return joined
}

/** The width at which the file is wrapped, or 0 when each line is a paragraph. */
function wrappedWidth(lines: Lines): number {
  const { texts } = lines
  const hasMarks = texts.some((text, i) => (text === '' && i > 0 && i < texts.length - 1) || isIndented(lines, i))
  if (!hasMarks) return 0
  const widths = new Uint32Array(MAX_WIDTH + 2)
  let filledLines = 0
  let followed = 0
  let chinese = 0
  let capitals = 0
  texts.forEach((text, i) => {
    if (text === '') return
    filledLines++
    if (!isFollowed(lines, i)) return
    followed++
    if (IDEOGRAPH.test(text)) chinese++
    if (BEGINS_VERSE.test(texts[i + 1] as string)) capitals++
    const width = rightEdge(lines, i)
    widths[width] = (widths[width] as number) + 1
  })
  if (followed < MIN_FOLLOWED || followed < filledLines * MIN_WRAPPED_SHARE) return 0
  if (capitals > followed * MAX_CAPITALS) return 0
  const width = percentile(widths, followed, 0.95)
  if (width > MAX_WIDTH || width < (chinese > followed / 2 ? MIN_WIDTH.chinese : MIN_WIDTH.latin)) return 0
  let wrapped = 0
  texts.forEach((text, i) => {
    if (isFollowed(lines, i) && isFilled(lines, i, width) && !ENDS_SENTENCE.test(text)) wrapped++
  })
  return wrapped >= followed * MIN_WRAPPED_SHARE ? width : 0
}

/** Whether the next line could go on with this one. */
function isFollowed(lines: Lines, i: number): boolean {
  const { texts } = lines
  return texts[i] !== '' && i + 1 < texts.length && texts[i + 1] !== '' && !isIndented(lines, i + 1)
}

/** A single space in front is a slip. */
function isIndented({ indents }: Lines, i: number): boolean {
  return (indents[i] as number) > 1
}

/** The value that this share of all values does not exceed. */
function percentile(counts: Uint32Array, total: number, share: number): number {
  let below = 0
  for (let value = 0; value < counts.length; value++) {
    below += counts[value] as number
    if (below >= total * share) return value
  }
  return counts.length - 1
}

/** The column that a line ends in; `MAX_WIDTH + 1` for any that is wider. */
function rightEdge({ texts, indents }: Lines, line: number): number {
  const text = texts[line] as string
  let columns = indents[line] as number
  let isBesideWide = isWide(text.charCodeAt(1))
  for (let i = 0; i < text.length && columns <= MAX_WIDTH; i++) {
    if (!SHARED_SIGN.test(text.charAt(i))) isBesideWide = isWide(text.charCodeAt(i))
    columns += isBesideWide ? 2 : 1
  }
  return Math.min(columns, MAX_WIDTH + 1)
}

/** Ideographs, kana, their punctuation and full-width forms. */
function isWide(code: number): boolean {
  return (code >= 0x2e80 && code <= 0xa4cf) || (code >= 0xf900 && code <= 0xfaff) || (code >= 0xff00 && code <= 0xff60)
}

/** Whether a line was broken because the next word did not fit any more. */
function isFilled(lines: Lines, line: number, width: number): boolean {
  const next = lines.texts[line + 1] as string
  const space = next.indexOf(' ')
  const firstWord = IDEOGRAPH.test(next.charAt(0)) ? 2 : 1 + (space < 0 ? next.length : space)
  return rightEdge(lines, line) + firstWord > width - RAGGED
}

/** Whether more paragraphs begin with an indent than after a blank line. */
function marksParagraphsByIndent(lines: Lines): boolean {
  let indentStarts = 0
  let blankStarts = 0
  lines.texts.forEach((text, i) => {
    if (text === '') return
    if (i > 0 && lines.texts[i - 1] === '') blankStarts++
    if (isIndented(lines, i) && isFollowed(lines, i)) indentStarts++
  })
  return indentStarts > blankStarts
}

/** Whether a line under others begins something of its own. */
function beginsBlock(lines: Lines, i: number, start: number, byIndent: boolean): boolean {
  const { indents, headings } = lines
  if (headings.has(i) || headings.has(i - 1)) return true
  const wasIndented = isIndented(lines, i - 1)
  if (isIndented(lines, i)) {
    return byIndent || !wasIndented || (indents[i] as number) >= (indents[i - 1] as number) + SIGNATURE_INDENT
  }
  // A single indented line begins a paragraph; several are verse, or a letter's head, and end where the indent ends.
  return wasIndented && i - 1 > start
}

/**
 * Gives the paragraphs of the lines `[start, end)`: headings stand alone, wrapped lines are joined, verse and lists keep their lines.
 * Returns how many lines were joined.
 */
function emitBlock(lines: Lines, start: number, end: number, width: number, emit: Emit): number {
  const { texts } = lines
  let first = start
  while (end - first > 1 && parseHeading(texts[first] as string)) {
    emit(texts[first] as string, first)
    first++
  }
  const block = texts.slice(first, end)
  const isInset = block.every((_, i) => isIndented(lines, first + i))
  const share = filledShare(lines, first, end, isInset ? insetWidth(lines, first, end) : width)
  if (isInset ? isInsetProse(block, share) : isProse(block, share)) {
    // Across a join, a mark may meet the letter that it composes with.
    emit(joinLines(block).normalize('NFC'), first)
    return block.length - 1
  }
  block.forEach((text, i) => {
    emit(text, first + i)
  })
  return 0
}

/** Most lines reach the width of the file; lines that all begin with a capital are long verse. */
function isProse(block: readonly string[], filled: number): boolean {
  const isVerse = block.length >= MIN_VERSE && block.slice(1).every((line) => BEGINS_VERSE.test(line))
  return !isVerse && filled >= MIN_FILLED.prose
}

/** An inset (a letter, a quotation) is wrapped at a width of its own, and goes on in small letters, which verse does not. */
function isInsetProse(block: readonly string[], filled: number): boolean {
  const goingOn = block.slice(1).filter((line) => !BEGINS_VERSE.test(line)).length
  return goingOn * 2 >= block.length - 1 && filled >= MIN_FILLED.inset
}

/** The width of the lines `[start, end)`, which are set in; infinite where they are too narrow for prose. */
function insetWidth(lines: Lines, start: number, end: number): number {
  let width = 0
  for (let i = start; i < end; i++) width = Math.max(width, rightEdge(lines, i))
  return width < MIN_WIDTH.chinese ? Number.POSITIVE_INFINITY : width
}

/** Of the lines `[start, end)` but the last, the share that was broken because the next word did not fit any more. */
function filledShare(lines: Lines, start: number, end: number, width: number): number {
  if (end - start < 2) return 1
  let filled = 0
  for (let i = start; i + 1 < end; i++) if (isFilled(lines, i, width)) filled++
  return filled / (end - start - 1)
}

function joinLines(lines: readonly string[]): string {
  const parts: string[] = []
  let before = ''
  for (const line of lines) {
    if (before !== '' && !joinsTight(before, line)) parts.push(' ')
    parts.push(line)
    before = line
  }
  return parts.join('')
}

/** No space belongs between lines where either side is Chinese, nor behind a dash or hyphen that is glued to its word. */
function joinsTight(before: string, line: string): boolean {
  if (GLUED_DASH.test(before.slice(-2))) return true
  const last = before.charAt(before.length - 1)
  const first = line.charAt(0)
  if (IDEOGRAPH.test(last) || IDEOGRAPH.test(first)) return true
  const isWithinWords = LETTER.test(last) && LETTER.test(first)
  return !isWithinWords && IDEOGRAPH.test(before.slice(-6))
}
