import type { ReadingNote, ReadingNoteCode } from '../contracts/novel-file.ts'

/** A report with more notes of one kind says so once: a list of thousands is not read. */
const MAX_NOTES_OF_A_KIND = 5

/** The first notes of each kind, and how many more there are. */
export function fewOfEachKind(notes: readonly ReadingNote[]): ReadingNote[] {
  const counts = new Map<ReadingNoteCode, number>()
  const kept = notes.filter(({ code }) => {
    const count = (counts.get(code) ?? 0) + 1
    counts.set(code, count)
    return count <= MAX_NOTES_OF_A_KIND || code === 'more_of_the_kind'
  })
  for (const [code, count] of counts) {
    const more = count - MAX_NOTES_OF_A_KIND
    if (more > 0 && code !== 'more_of_the_kind') kept.push({ code: 'more_of_the_kind', params: { count: more } })
  }
  return kept
}
