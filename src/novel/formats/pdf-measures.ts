/** What the text of a PDF is set in: the size of its letters and the distance of its lines. */
import type { PdfLine } from './pdf-lines.ts'

/** The value that comes most often, the first of them where several do; undefined for none. */
export function mostFrequent(values: readonly number[]): number | undefined {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
}

/** The size that most letters have. */
export function bodySizeOf(lines: readonly PdfLine[]): number {
  const letters = new Map<number, number>()
  for (const { size, text } of lines) letters.set(size, (letters.get(size) ?? 0) + text.length)
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0
}

/**
 * The distance of two lines of a paragraph, in points. The distances between paragraphs are larger and can be as frequent, so it is the one
 * that a fifth of them stay below.
 */
export function leadingOf(pages: ReadonlyArray<readonly PdfLine[]>): number {
  const distances = pages.flatMap((page) =>
    page.slice(1).flatMap((line, i) => {
      const above = page[i]
      const distance = above && above.column === line.column ? above.y - line.y : 0
      return distance > line.size * 0.8 ? [distance] : []
    }),
  )
  distances.sort((a, b) => a - b)
  return distances[Math.floor(distances.length / 5)] ?? 0
}
