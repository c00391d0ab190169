/** Lines of pages -> paragraphs, by what a typesetter shows of them: space between, an indent, a last line that is not full. */
import { type Changes, countChange } from './changes.ts'
import { endsInHyphen, joinHyphen, type Vocabulary, vocabularyOf } from './pdf-hyphens.ts'
import { IDEOGRAPH, type PdfLine } from './pdf-lines.ts'
import { bodySizeOf, leadingOf } from './pdf-measures.ts'

export interface PdfParagraph {
  text: string
  /** The page that it begins on. */
  page: number
}

/** More space than this between two lines is meant, in leadings. */
const WIDE_GAP = 1.25
/** The lines of a heading stand closer, in sizes of the letters. */
const TIGHT_LEADING = 1.5
/** An indent, in sizes of the letters; wider ones are the left edges of other things. */
const INDENT = { least: 0.8, most: 5 }
/** Of all lines, the share that is indented alike where paragraphs begin so. */
const INDENTED_SHARE = 0.05
/** Headings have letters of another size, by this share. */
const OTHER_SIZE = 0.08
/** Chinese punctuation must not begin a line, so a full line can be short of this many sizes. */
const RAGGED_IDEOGRAPHS = 2.2

const EDGES = /^[\p{P}\p{S}\s]+|[\p{P}\p{S}\s]+$/gu
const SENTENCE_END = /[.!?…:"'”’。！？：；」』）)\]—]\s*$/

/** What the pages are set in. */
interface Layout {
  /** The edges of each column. Pages may be set off to the outer edge, so they differ. */
  columns: Map<number, { left: number; right: number }>
  leading: number
  bodySize: number
  /** Of first lines of paragraphs, in sizes; null where they are not indented. */
  indent: number | null
}

/** @param pages the lines of each page in reading order, without furniture */
export function paragraphsOfPages(pages: ReadonlyArray<readonly PdfLine[]>, changes: Changes): PdfParagraph[] {
  const lines = pages.flat()
  const layout = layoutOf(pages, lines)
  const vocabulary = vocabularyOf(lines)
  const paragraphs: PdfParagraph[] = []
  let start = 0
  for (let i = 1; i <= lines.length; i++) {
    const [previous, line] = [lines[i - 1], lines[i]]
    if (previous && line && goesOn(previous, line, layout)) continue
    const own = lines.slice(start, i)
    paragraphs.push({ text: joinLines(own, vocabulary, changes), page: own[0]?.page ?? 0 })
    start = i
  }
  return paragraphs
}

function layoutOf(pages: ReadonlyArray<readonly PdfLine[]>, lines: readonly PdfLine[]): Layout {
  const columns: Layout['columns'] = new Map()
  for (const { column, left, right } of lines) {
    const edges = columns.get(column)
    columns.set(column, { left: Math.min(left, edges?.left ?? left), right: Math.max(right, edges?.right ?? right) })
  }
  // The last page of a chapter may have short lines only, which say nothing of the width.
  const widths = [...columns.values()].map(({ left, right }) => right - left).sort((a, b) => a - b)
  const width = widths[Math.floor((widths.length - 1) * 0.9)] ?? 0
  for (const edges of columns.values()) {
    if (edges.right - edges.left > width * 0.4) edges.right = Math.max(edges.right, edges.left + width * 0.98)
  }
  return { columns, leading: leadingOf(pages), bodySize: bodySizeOf(lines), indent: usualIndent(lines, columns) }
}

function usualIndent(lines: readonly PdfLine[], columns: Layout['columns']): number | null {
  const counts = new Map<number, number>()
  for (const { left, size, column } of lines) {
    const indent = (left - (columns.get(column)?.left ?? left)) / size
    const rounded = Math.round(indent * 5) / 5
    if (indent > INDENT.least && indent < INDENT.most) counts.set(rounded, (counts.get(rounded) ?? 0) + 1)
  }
  const [indent, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [0, 0]
  return count >= Math.max(2, lines.length * INDENTED_SHARE) ? indent : null
}

/** Whether a line is of the same paragraph as the one before it. */
function goesOn(previous: PdfLine, line: PdfLine, layout: Layout): boolean {
  const { columns, leading, bodySize, indent: usual } = layout
  const [before, frame] = [columns.get(previous.column), columns.get(line.column)]
  if (!before || !frame) return false
  if (Math.abs(previous.size - line.size) > line.size * OTHER_SIZE) return false
  const isBelow = previous.column === line.column
  if (isBelow && previous.y - line.y > Math.max(leading, line.size * TIGHT_LEADING) * WIDE_GAP) return false
  if (endsInHyphen(previous.text, line.text)) return true
  const isHeading = line.size > bodySize * (1 + OTHER_SIZE)
  if (isHeading || (isCentred(previous, before) && isCentred(line, frame))) {
    const free = before.right - before.left - (previous.right - previous.left)
    return free <= roomFor(line)
  }
  const indent = (line.left - frame.left) / line.size
  if (usual !== null && Math.abs(indent - usual) < 0.3) return false
  // A block that is set in as a whole (a letter, verse) has no paragraph at each line.
  if (indent > INDENT.least && indent - (previous.left - before.left) / line.size > INDENT.least) return false
  if (before.right - previous.right > roomFor(line)) return false
  // Where a column ends, no space shows. A sentence that ends there ends its paragraph too, if paragraphs are not indented.
  return isBelow || usual !== null || !SENTENCE_END.test(previous.text)
}

/** The width that the first word of a line would have needed on the line before. */
function roomFor({ text, left, right, size }: PdfLine): number {
  if (isChinese(text)) return size * RAGGED_IDEOGRAPHS
  const word = text.split(/\s|(?<=[–—])/, 1)[0] ?? ''
  return ((right - left) / Math.max(1, text.length)) * (word.length + 1.5) + size * 0.3
}

/** Whether a line begins with an ideograph, quotation marks aside. */
function isChinese(text: string): boolean {
  return IDEOGRAPH.test(text.replace(EDGES, '').charAt(0)) || IDEOGRAPH.test(text.charAt(0))
}

function isCentred({ left, right, size }: PdfLine, edges: { left: number; right: number }): boolean {
  const [before, after] = [left - edges.left, edges.right - right]
  return before > size * 0.5 && Math.abs(before - after) < size
}

function joinLines(lines: readonly PdfLine[], vocabulary: Vocabulary, changes: Changes): string {
  countChange(changes, 'joined_lines', lines.length - 1)
  return lines
    .map((line) => line.text)
    .reduce((text, next) => {
      if (endsInHyphen(text, next)) {
        const joined = joinHyphen(text, next, vocabulary)
        if (joined.isMended) countChange(changes, 'joined_hyphens')
        return joined.text
      }
      const isTight =
        IDEOGRAPH.test(text.replace(EDGES, '').slice(-1)) && (isChinese(next) || !/[\p{L}\p{N}]/u.test(next))
      return isTight ? text + next : `${text} ${next}`
    })
}
