/** Titles that a book's navigation gives to places of a document -> headings among its lines. */
import type { SourceLine } from '../source-text.ts'

export interface TitlePlace {
  title: string
  level: number
  /** The line that the navigation points to, or the next one. */
  lineNumber: number
}

/** Where in the text a title can stand: number, ornament and name on lines of their own. */
const LINES_OF_A_TITLE = 4

/**
 * Marks the lines that are the titles. A title that the text doesn't have (it is drawn, or only the navigation knows it) is put in,
 * unless the text has a heading of its own there.
 */
export function markHeadings(lines: readonly SourceLine[], places: readonly TitlePlace[]): SourceLine[] {
  const levels = new Map<number, number>()
  const inserted = new Map<number, SourceLine[]>()
  for (const { title, level, lineNumber } of places) {
    const found = findTitle(lines, lineNumber, lineNumber + LINES_OF_A_TITLE, title)
    if (found) {
      for (let i = found.start; i < found.end; i++) levels.set(i, lines[i]?.headingLevel ?? level)
    } else if (lineNumber < lines.length && !hasHeading(lines, lineNumber)) {
      const heading = { text: title, headingLevel: level }
      const before = inserted.get(lineNumber)
      if (before) before.push(heading)
      else inserted.set(lineNumber, [heading])
    }
  }
  return lines.flatMap((line, i) => {
    const headingLevel = levels.get(i) ?? line.headingLevel
    return [...(inserted.get(i) ?? []), headingLevel === undefined ? line : { text: line.text, headingLevel }]
  })
}

/** The lines of `[from, until)` that together are the title. */
export function findTitle(
  lines: readonly SourceLine[],
  from: number,
  until: number,
  title: string,
): { start: number; end: number } | null {
  const wanted = lettersOf(title)
  if (wanted === '') return null
  for (let start = from; start < Math.min(lines.length, until); start++) {
    let text = ''
    for (let end = start; end < Math.min(lines.length, until); end++) {
      text += lettersOf(lines[end]?.text ?? '')
      if (text === wanted) return { start, end: end + 1 }
      if (!wanted.startsWith(text)) break
    }
  }
  return null
}

function hasHeading(lines: readonly SourceLine[], from: number): boolean {
  return lines.slice(from, from + LINES_OF_A_TITLE).some((line) => line.headingLevel !== undefined)
}

/** What two ways of writing a title have in common. */
function lettersOf(text: string): string {
  return text
    .slice(0, 1000)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
