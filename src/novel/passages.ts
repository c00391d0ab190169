/**
 * Cuts the passages that analysts read out of a novel. The shapes are those of the analyst's interface, told here in words of the
 * contracts alone because the novel knows no providers.
 */
import type { CastMember, Chapter, Language, Paragraph, ParagraphRange } from '../contracts/text.ts'
import { countMentions } from './mentions.ts'
import type { ParsedNovel } from './read-novel.ts'

/** How many paragraphs after an episode its writer sees. */
const NEXT_PARAGRAPHS = 4
/** How many paragraphs a character is described from. */
const CHARACTER_PASSAGES = 32

interface Passage extends ParagraphRange {
  language: Language
  paragraphs: Paragraph[]
  chapters: Chapter[]
}

interface PassageOfEpisode extends Passage {
  episodeNumber: number
  episodeCount: number
  nextParagraphs: Paragraph[]
}

interface FactsOfCharacter extends CastMember {
  language: Language
  passages: Paragraph[]
}

/** Paragraphs of a range with the novel's numbers. A range beyond the novel's end is cut off there. */
export function numberedParagraphs(paragraphs: readonly string[], range: ParagraphRange): Paragraph[] {
  return paragraphs
    .slice(range.startParagraph, range.endParagraph)
    .map((text, offset) => ({ number: range.startParagraph + offset, text }))
}

/** A range with the chapters that begin in it. */
export function novelPassage(novel: ParsedNovel, chapters: readonly Chapter[], range: ParagraphRange): Passage {
  return {
    startParagraph: range.startParagraph,
    endParagraph: range.endParagraph,
    language: novel.language,
    paragraphs: numberedParagraphs(novel.paragraphs, range),
    chapters: chapters.filter(
      (chapter) => chapter.startParagraph >= range.startParagraph && chapter.startParagraph < range.endParagraph,
    ),
  }
}

/** The passage of the episode at `index` (from 0) with what follows it. */
export function episodePassage(
  novel: ParsedNovel,
  chapters: readonly Chapter[],
  episodes: readonly ParagraphRange[],
  index: number,
): PassageOfEpisode {
  const range = episodes[index]
  if (!range) throw new RangeError(`there are ${episodes.length} episodes, asked for index ${index}`)
  return {
    ...novelPassage(novel, chapters, range),
    episodeNumber: index + 1,
    episodeCount: episodes.length,
    nextParagraphs: numberedParagraphs(novel.paragraphs, {
      startParagraph: range.endParagraph,
      endParagraph: range.endParagraph + NEXT_PARAGRAPHS,
    }),
  }
}

/** A member of the cast with the paragraphs to describe it from: its first mentions, and others spread over the novel. */
export function characterFacts(novel: ParsedNovel, member: CastMember): FactsOfCharacter {
  const names = [member.name, ...member.aliases]
  const mentions = countMentions(novel.paragraphs, names)
  const places = [...new Set(names.flatMap((name) => mentions.get(name)?.paragraphs ?? []))].sort((a, b) => a - b)
  return {
    ...member,
    language: novel.language,
    passages: spread(places, CHARACTER_PASSAGES).map((number) => ({ number, text: novel.paragraphs[number] ?? '' })),
  }
}

/** The first half of the wanted number from the front, because people are described when they enter; the rest evenly. */
function spread(places: number[], wanted: number): number[] {
  if (places.length <= wanted) return places
  const front = places.slice(0, wanted / 2)
  const rest = places.slice(wanted / 2)
  const step = rest.length / (wanted / 2)
  return [...front, ...front.map((_, i) => rest[Math.floor(i * step)] as number)]
}
