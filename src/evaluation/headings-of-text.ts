import { findHeadings } from '../novel/find-headings.ts'
import { readNovel } from '../novel/read-novel.ts'
import { countUpTo, runningTotals } from './score-chapters.ts'

/** The lines of a text, counted from 0, that open a division of it: those of volumes and those of chapters. */
export function headingLines(text: string): number[] {
  const { paragraphs } = readNovel(text)
  const paragraphEnds = runningTotals(paragraphs)
  // Reading takes such characters out, and lines are found again by counting characters.
  const lineEnds = runningTotals(
    text
      .normalize('NFC')
      .split('\n')
      .map((line) => line.replace(/[\p{Cc}\p{Cf}]/gu, '')),
  )
  return findHeadings(paragraphs).headings.map(({ paragraph }) =>
    countUpTo(lineEnds, paragraphEnds[paragraph - 1] ?? 0),
  )
}
