/** Pieces of text with their places on a page -> lines from top to bottom, one column after the other. */
import { mostFrequent } from './pdf-measures.ts'

/** A piece of text as the reader of the PDF gives it; lengths in points, `y` from the bottom of the page. */
export interface PdfPiece {
  text: string
  x: number
  y: number
  width: number
  size: number
}

/** A line of a page, or of a column of it. */
export interface PdfLine {
  text: string
  left: number
  right: number
  /** Of the baseline, from the bottom of the page. */
  y: number
  /** Of the letters. */
  size: number
  page: number
  /** Counted over the pages, so that lines of one column share it. */
  column: number
}

/** Pieces this far from a baseline still belong to it, in sizes: marks of notes are raised by a third. */
const SAME_BASELINE = 0.45
/** A gap that is a space though none was written, in sizes. */
const SPACE_GAP = 0.18
/** A gap that no line has within: pieces beside it are in different columns. */
const COLUMN_GAP = 1.2
/** Lines that a column has at least. */
const LINES_OF_A_COLUMN = 8

/** With the punctuation and the full-width forms beside them. No space is written between two. */
export const IDEOGRAPH = /[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF]/

type Segment = Omit<PdfLine, 'page' | 'column'>

/** @param firstColumn the number that the first column of the page gets */
export function linesOfPage(pieces: readonly PdfPiece[], page: number, firstColumn: number): PdfLine[] {
  const segments = segmentsOf(pieces)
  const gutter = findGutter(segments)
  const columns = gutter === null ? [segments] : splitAt(segments, gutter)
  return columns.flatMap((column, i) =>
    joinBaselines(column).map((line) => ({ ...line, page, column: firstColumn + i })),
  )
}

/** Runs of pieces that follow each other on one baseline, in the order of the page's content. */
function segmentsOf(pieces: readonly PdfPiece[]): Segment[] {
  const segments: Segment[] = []
  let open: Segment | undefined
  for (const { text, x, y, width, size } of pieces) {
    if (text.trim() === '') {
      if (open && text !== '' && !open.text.endsWith(' ')) open.text += ' '
      continue
    }
    const gap = open ? x - open.right : 0
    const size0 = open ? Math.max(open.size, size) : size
    const continues =
      open && Math.abs(open.y - y) < size0 * SAME_BASELINE && gap > -size0 * 0.5 && gap < size0 * COLUMN_GAP
    if (open && continues) {
      open.text = joinPieces(open.text, text, gap / size0)
      open.right = Math.max(open.right, x + width)
      if (size > open.size) Object.assign(open, { size, y })
    } else {
      open = { text, left: x, right: x + width, y, size }
      segments.push(open)
    }
  }
  return segments
}

/** @param gap in sizes of the letters */
function joinPieces(text: string, next: string, gap: number): string {
  const isSpaced = text.endsWith(' ') || next.startsWith(' ')
  const isTight = IDEOGRAPH.test(text.slice(-1)) || IDEOGRAPH.test(next.charAt(0))
  return isSpaced || isTight || gap < SPACE_GAP ? text + next : `${text} ${next}`
}

/** The middle of the white strip between two columns of text, or null. */
function findGutter(segments: readonly Segment[]): number | null {
  if (segments.length < 2 * LINES_OF_A_COLUMN) return null
  const left = Math.min(...segments.map((segment) => segment.left))
  const right = Math.max(...segments.map((segment) => segment.right))
  const starts = segments.filter(({ left: x }) => x > left + (right - left) * 0.35 && x < left + (right - left) * 0.65)
  const gutter = (mostFrequent(starts.map(({ left: x }) => Math.round(x))) ?? Number.NaN) - 1
  const before = segments.filter((segment) => segment.right <= gutter)
  const after = segments.filter((segment) => segment.left >= gutter)
  const crossing = segments.length - before.length - after.length
  const isGutter =
    before.length >= LINES_OF_A_COLUMN && after.length >= LINES_OF_A_COLUMN && crossing <= segments.length * 0.1
  // Columns stand beside each other; a list of short lines with a second half further in does not.
  const shared = after.filter(({ y, size }) => before.some((other) => Math.abs(other.y - y) < size)).length
  return isGutter && shared >= after.length * 0.6 ? gutter : null
}

/** Lines across both columns (heads, titles) part the page: what is above them is read first. */
function splitAt(segments: readonly Segment[], gutter: number): Segment[][] {
  const across = segments.filter(({ left, right }) => left < gutter && right > gutter).sort((a, b) => b.y - a.y)
  const columns: Segment[][] = []
  let rest = segments.filter((segment) => !across.includes(segment))
  for (const line of [...across, null]) {
    const above = line ? rest.filter(({ y }) => y > line.y) : rest
    rest = rest.filter((segment) => !above.includes(segment))
    columns.push(
      above.filter(({ left }) => left < gutter),
      above.filter(({ left }) => left >= gutter),
    )
    if (line) columns.push([line])
  }
  return columns.filter((column) => column.length > 0)
}

function joinBaselines(segments: readonly Segment[]): Segment[] {
  const lines: Segment[] = []
  for (const segment of [...segments].sort((a, b) => b.y - a.y || a.left - b.left)) {
    const line = lines.at(-1)
    if (!line || Math.abs(line.y - segment.y) >= Math.max(line.size, segment.size) * SAME_BASELINE) {
      lines.push({ ...segment })
    } else if (segment.left >= line.left) {
      line.text = joinPieces(line.text, segment.text, (segment.left - line.right) / line.size)
      line.right = Math.max(line.right, segment.right)
    } else {
      line.text = joinPieces(segment.text, line.text, (line.left - segment.right) / line.size)
      line.left = segment.left
    }
  }
  return lines.map((line) => ({ ...line, text: tighten(line.text.trim()) }))
}

const SPACED = /(?<=[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF“”‘’]) (?=[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF“”‘’])/g

/** Takes out the spaces of a Chinese line that was drawn out to fill the width. One or two are meant. */
function tighten(text: string): string {
  const spaces = text.match(SPACED)?.length ?? 0
  return spaces >= 3 && spaces > (text.length - spaces) * 0.4 ? text.replace(SPACED, '') : text
}
