/** Running heads, running feet and page numbers: lines at the edges of pages that are no text of the novel. */
import { romanValue } from '../numerals.ts'
import type { PdfLine } from './pdf-lines.ts'
import { bodySizeOf, leadingOf, mostFrequent } from './pdf-measures.ts'

/** Lines that can be furniture, at the top and at the bottom of each page. */
const EDGE_LINES = 2
/** A running head stands further from the text than the text's lines from each other, or has letters of another size. */
const SEPARATE = { leading: 1.3, size: 0.06 }
/** Pages on which a running head has to come back. */
const MIN_REPEATS = 3
/** Of the pages with a number at the same edge, the share whose numbers rise with the pages. */
const MIN_IN_STEP = 0.6

const PAGE_NUMBER =
  /^[\s\p{P}]*(?:page|p\.|第)?\s*(\d{1,5})\s*(?:页|頁)?(?:\s*(?:\/|of|共)\s*\d{1,5}\s*(?:页|頁)?)?[\s\p{P}]*$/iu
/** Pages of prefaces are numbered in small letters; capitals are chapters. */
const ROMAN_NUMBER = /^[\s\p{P}]*([ivxlc]{1,7})[\s\p{P}]*$/u

interface Edge {
  line: PdfLine
  isTop: boolean
  isSeparate: boolean
  /** Set larger than the text: numbers of chapters, not of pages. */
  isLarge: boolean
}

/** @param pages the lines of each page, from top to bottom */
export function findFurniture(pages: ReadonlyArray<readonly PdfLine[]>): Set<PdfLine> {
  const body = { size: bodySizeOf(pages.flat()), leading: leadingOf(pages) }
  const edges = pages.flatMap((page) => edgesOf(page, body))
  return new Set([...repeated(edges), ...numbers(edges)])
}

function edgesOf(page: readonly PdfLine[], body: { size: number; leading: number }): Edge[] {
  const lines = [...page].sort((a, b) => b.y - a.y)
  const edges: Edge[] = []
  lines.forEach((line, i) => {
    const isTop = i < EDGE_LINES && i < lines.length / 2
    const isBottom = i >= lines.length - EDGE_LINES
    if (!isTop && !isBottom) return
    const neighbour = lines[isTop ? i + 1 : i - 1]
    const isApart = !neighbour || Math.abs(line.y - neighbour.y) > body.leading * SEPARATE.leading
    const otherSize = (line.size - body.size) / body.size
    edges.push({
      line,
      isTop,
      isSeparate: isApart || Math.abs(otherSize) > SEPARATE.size,
      isLarge: otherSize > SEPARATE.size,
    })
  })
  return edges
}

/** The same words at the same place on several pages; numbers among them may differ. */
function repeated(edges: readonly Edge[]): PdfLine[] {
  const groups = new Map<string, Edge[]>()
  for (const edge of edges) {
    if (!/\p{L}/u.test(edge.line.text)) continue
    const words = edge.line.text.replace(/\d+/g, '#').replace(/\s+/g, ' ')
    const key = `${edge.isTop} ${Math.round(edge.line.y / 4)} ${Math.round(edge.line.size * 2)} ${words}`
    const group = groups.get(key)
    if (group) group.push(edge)
    else groups.set(key, [edge])
  }
  return [...groups.values()]
    .filter((group) => new Set(group.map(({ line }) => line.page)).size >= MIN_REPEATS)
    .filter((group) => group.filter((edge) => edge.isSeparate).length > group.length / 2)
    .flatMap((group) => group.map(({ line }) => line))
}

/** Numbers at an edge that rise by one with each page: what is left of a page number when text is at the same place is chance. */
function numbers(edges: readonly Edge[]): PdfLine[] {
  return [true, false].flatMap((isTop) => {
    const numbered = edges
      .filter((edge) => edge.isTop === isTop && edge.isSeparate && !edge.isLarge)
      .flatMap(({ line }) => {
        const number = numberOf(line.text)
        return number === null ? [] : [{ line, offset: number - line.page }]
      })
    const offset = mostFrequent(numbered.map((found) => found.offset))
    const inStep = numbered.filter((found) => found.offset === offset)
    // One number alone shows nothing; on a single page it is one if it says so.
    const isSequence = inStep.length >= 2 && inStep.length >= numbered.length * MIN_IN_STEP
    if (isSequence) return [...inStep, ...numbered.filter((found) => isRoman(found.line.text))].map(({ line }) => line)
    return numbered.filter(({ line, offset: step }) => !isTop && step === 1 && line.page === 0).map(({ line }) => line)
  })
}

function numberOf(text: string): number | null {
  const arabic = PAGE_NUMBER.exec(text)?.[1]
  if (arabic !== undefined) return Number(arabic)
  const roman = ROMAN_NUMBER.exec(text)?.[1]
  return roman === undefined ? null : romanValue(roman.toUpperCase())
}

function isRoman(text: string): boolean {
  return ROMAN_NUMBER.test(text)
}
