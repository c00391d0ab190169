/** What a reader should know about the numbers of the chapters. */
import type { ReadingNote, ReadingNoteCode } from '../contracts/novel-file.ts'
import type { Heading } from './find-headings.ts'

/** A novel with more notes of one kind has a numbering of its own; the rest is counted. */
const MAX_NOTES_OF_A_KIND = 5

/** Gaps, repeats, steps back and new beginnings, row by row; a volume may begin again without a note. */
export function numberingNotes(opening: ReadonlyArray<{ heading: Heading; volume: string | null }>): ReadingNote[] {
  const notes: ReadingNote[] = []
  const rows = new Map<string, { before: Heading; number: number; highest: number; volume: string | null }>()
  for (const { heading, volume } of opening) {
    const { number, unit, paragraph } = heading
    if (number === null || (heading.kind !== 'chapter' && heading.kind !== 'bare')) continue
    const last = rows.get(unit)
    rows.set(unit, { before: heading, number, highest: Math.max(number, last?.highest ?? 0), volume })
    if (!last || number === last.number + 1) continue
    const titles = { before: last.before.fullTitle, title: heading.fullTitle }
    const row = rows.get(unit) as { highest: number }
    if (number === 1 && last.number > 1) {
      row.highest = 1
      if (volume === last.volume) notes.push({ code: 'number_restarted', params: { title: titles.title }, paragraph })
    } else if (number === last.number) notes.push({ code: 'number_repeated', params: titles, paragraph })
    else if (number < last.number) notes.push({ code: 'number_backwards', params: titles, paragraph })
    else if (number > last.highest + 1) {
      notes.push({ code: 'number_missing', params: { ...titles, count: number - last.highest - 1 }, paragraph })
    }
  }
  return notes
}

/** The first notes of each kind, and how many more there are. */
export function boundedNotes(notes: readonly ReadingNote[]): ReadingNote[] {
  const counts = new Map<ReadingNoteCode, number>()
  const kept = notes.filter(({ code }) => {
    const count = (counts.get(code) ?? 0) + 1
    counts.set(code, count)
    return count <= MAX_NOTES_OF_A_KIND
  })
  const more = [...counts.values()].filter((count) => count > MAX_NOTES_OF_A_KIND)
  return [
    ...kept,
    ...more.map((count): ReadingNote => ({ code: 'more_of_the_kind', params: { count: count - MAX_NOTES_OF_A_KIND } })),
  ]
}
