/** Reads one book as a job does, offline, and scores what came of it. */
import type { Language } from '../contracts/text.ts'
import { readNovelFile } from '../novel/read-novel-file.ts'
import { countedCast } from './baseline-cast.ts'
import { castOfNovel } from './cast-of-novel.ts'
import { episodesOfNovel } from './episodes-of-novel.ts'
import { partFrontMatter } from './front-matter.ts'
import type { GoldBook } from './gold-book.ts'
import { type AnalystReading, shownToAnalyst } from './novel-in-windows.ts'
import { type CastScore, scoreCast } from './score-cast.ts'
import { type ChapterScore, scoreChapters } from './score-chapters.ts'
import { type Losslessness, losslessnessOf, tilingProblems } from './score-split.ts'

export interface BookFigures {
  name: string
  language: Language
  characters: number
  /** Front matter not counted; null where the book's chapters are not known. */
  chapters: ChapterScore | null
  text: Losslessness
  episodes: number
  /** What is wrong with the ranges of chapters and episodes; nothing when both tile the novel. */
  tilingProblems: string[]
  cast: CastScore
  /** The cast that counting names finds. */
  baseline: CastScore
  seconds: { read: number; episodes: number; cast: number }
}

/** Evaluates one book. Takes about as long as its cast: seconds for a million characters. */
export async function evaluateBook(
  { name, bytes, gold }: { name: string; bytes: Uint8Array; gold: GoldBook },
  { analyst, onWindow }: Pick<AnalystReading, 'analyst' | 'onWindow'>,
): Promise<BookFigures> {
  const clock = createClock()
  const file = { fileName: `${name}.txt`, bytes: bytes.byteLength, open: () => once(bytes) }
  const reading = await readNovelFile(file)
  const { novel, chapters } = reading
  const read = clock()
  const shown = { novel: shownToAnalyst(reading), chapters, analyst }
  const episodes = await episodesOfNovel(shown)
  const episodesTime = clock()
  const { cast } = await castOfNovel({ ...shown, onWindow })
  const castTime = clock()
  const text = new TextDecoder().decode(bytes)
  const { headed } = partFrontMatter(chapters)
  const count = novel.paragraphs.length
  return {
    name,
    language: gold.language,
    characters: novel.characters,
    chapters: gold.chapters ? scoreChapters(gold.chapters, headed, { text, paragraphs: novel.paragraphs }) : null,
    text: losslessnessOf(text, novel.paragraphs),
    episodes: episodes.length,
    tilingProblems: [...tilingProblems(chapters, count), ...tilingProblems(episodes, count)],
    cast: scoreCast(gold.characters, cast, text),
    baseline: scoreCast(gold.characters, countedCast(novel.paragraphs, novel.language), text),
    seconds: { read, episodes: episodesTime, cast: castTime },
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** Seconds since it was last asked. */
function createClock(): () => number {
  let last = performance.now()
  return () => {
    const now = performance.now()
    const seconds = (now - last) / 1000
    last = now
    return seconds
  }
}
