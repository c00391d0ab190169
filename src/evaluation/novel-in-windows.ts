/** Has an analyst read a whole novel window by window, as a job does, but in this process and without storing anything. */
import type { Chapter } from '../contracts/text.ts'
import { type NovelText, novelPassage, passingOver } from '../novel/passages.ts'
import type { NovelReading } from '../novel/read-novel-file.ts'
import type { Analyst, CallContext, Made, NovelPassage } from '../providers/analyst.ts'

/** A novel that an analyst reads. */
export interface AnalystReading {
  novel: NovelText
  chapters: readonly Chapter[]
  analyst: Analyst
  /** Told after each window. */
  onWindow?: (progress: { done: number; total: number }) => void
}

/** What an analyst is shown of a novel that was read: all but the lines that are marked as advertisements. */
export function shownToAnalyst({ novel, advertisements }: NovelReading): NovelText {
  return passingOver(
    novel,
    advertisements.map(({ paragraph }) => paragraph),
  )
}

/** For calls that nobody stops, watches or pays for. */
export const unwatchedCall: CallContext = {
  signal: new AbortController().signal,
  report: () => {},
  note: () => {},
  pay: async () => {
    throw new Error('A novel is evaluated with an analyst that is free.')
  },
}

/** What `read` finds in each window, one window after the other. */
export async function readWindows<Found>(
  { novel, chapters, analyst, onWindow }: AnalystReading,
  read: (passage: NovelPassage, call: CallContext) => Promise<Made<Found[]>>,
): Promise<Found[]> {
  const windows = analyst.divideIntoWindows(novel.paragraphs)
  const found: Found[] = []
  for (const [index, window] of windows.entries()) {
    found.push(...(await read(novelPassage(novel, chapters, window), unwatchedCall)).value)
    onWindow?.({ done: index + 1, total: windows.length })
  }
  return found
}
