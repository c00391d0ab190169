/** Everything that can be told of a novel before a job runs. */
import { countCharacters } from '../contracts/count-characters.ts'
import type { Advertisement, ReadingReport } from '../contracts/novel-file.ts'
import type { CastMember, Chapter, Language, ParagraphRange } from '../contracts/text.ts'
import type { MergedCast } from '../novel/cast.ts'
import type { NovelReading } from '../novel/read-novel-file.ts'
import { createOfflineAnalyst } from '../providers/offline/analyst.ts'
import { castOfNovel } from './cast-of-novel.ts'
import { episodesOfNovel } from './episodes-of-novel.ts'
import { partFrontMatter } from './front-matter.ts'
import { type AnalystReading, shownToAnalyst } from './novel-in-windows.ts'

/** A range with its length in code points. */
type MeasuredRange = ParagraphRange & { length: number }

/** A chapter, which ends where the next one begins, with its length in code points. */
type InspectedChapter = Pick<Chapter, 'title' | 'volume' | 'startParagraph'> & { length: number }

/** `characters` is the cast, most important first; null when the people were not asked for. */
export interface Inspection extends ReadingReport {
  fileName: string | null
  novel: { sha256: string; language: Language; characters: number; paragraphs: number }
  advertisements: Advertisement[]
  /** What stands before the first heading. */
  frontMatter: MeasuredRange | null
  chapters: InspectedChapter[]
  episodes: MeasuredRange[]
  characters: CastMember[] | null
  setAside: MergedCast['setAside'] | null
  paragraphs: string[]
}

export interface InspectionOptions {
  fileName: string | null
  /** Whether to look for the people, which takes by far the longest. */
  people: boolean
  onWindow?: AnalystReading['onWindow']
}

export async function inspectNovel(
  reading: NovelReading,
  { fileName, people, onWindow }: InspectionOptions,
): Promise<Inspection> {
  const { novel, chapters, advertisements, report } = reading
  const shown = { novel: shownToAnalyst(reading), chapters, analyst: createOfflineAnalyst() }
  const episodes = await episodesOfNovel(shown)
  const merged = people ? await castOfNovel({ ...shown, onWindow }) : null
  const { frontMatter, headed } = partFrontMatter(chapters)
  const measured = ({ startParagraph, endParagraph }: ParagraphRange): MeasuredRange => {
    const texts = novel.paragraphs.slice(startParagraph, endParagraph)
    return { startParagraph, endParagraph, length: texts.reduce((sum, text) => sum + countCharacters(text), 0) }
  }
  return {
    fileName,
    ...report,
    novel: {
      sha256: novel.sha256,
      language: novel.language,
      characters: novel.characters,
      paragraphs: novel.paragraphs.length,
    },
    advertisements,
    frontMatter: frontMatter && measured(frontMatter),
    chapters: headed.map((chapter) => {
      const { title, volume, startParagraph } = chapter
      return { title, volume, startParagraph, length: measured(chapter).length }
    }),
    episodes: episodes.map(measured),
    characters: merged?.cast ?? null,
    setAside: merged?.setAside ?? null,
    paragraphs: novel.paragraphs,
  }
}
