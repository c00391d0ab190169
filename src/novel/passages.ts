/**
 * Cuts the passages that analysts read out of a novel. The shapes are those of the analyst's interface, told here in words of the
 * contracts alone because the novel knows no providers.
 */
import type { CastMember, Chapter, Language, Paragraph, ParagraphRange } from '../contracts/text.ts'
import { countMentions } from './mentions.ts'

/** How many paragraphs after an episode its writer sees. */
const NEXT_PARAGRAPHS = 4
/** How many paragraphs a character is described from. */
const CHARACTER_PASSAGES = 32
/** Mentions whose two paragraphs before go with them. */
const ENTRANCES = 3

/** What passages are cut out of. */
export interface NovelText {
  paragraphs: readonly string[]
  language: Language
}

interface Passage extends ParagraphRange {
  language: Language
  paragraphs: Paragraph[]
  chapters: Chapter[]
}

interface PassageOfEpisode extends Passage {
  episodeNumber: number
  episodeCount: number
  chapter: { title: string; part: 'whole' | 'first' | 'middle' | 'last' } | null
  nextParagraphs: Paragraph[]
}

interface FactsOfCharacter extends CastMember {
  language: Language
  passages: Paragraph[]
}

/** The novel with some of its paragraphs empty, so that nobody takes them for a part of the story. All keep their numbers. */
export function passingOver({ paragraphs, language }: NovelText, passedOver: readonly number[]): NovelText {
  const passed = new Set(passedOver)
  return { paragraphs: paragraphs.map((text, number) => (passed.has(number) ? '' : text)), language }
}

/** Paragraphs of a range with the novel's numbers. A range beyond the novel's end is cut off there. */
function numberedParagraphs(paragraphs: readonly string[], range: ParagraphRange): Paragraph[] {
  return paragraphs
    .slice(range.startParagraph, range.endParagraph)
    .map((text, offset) => ({ number: range.startParagraph + offset, text }))
}

/** A range with the chapters that begin in it. */
export function novelPassage(novel: NovelText, chapters: readonly Chapter[], range: ParagraphRange): Passage {
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

/** The passage of an episode, the `number`th (from 1) of so many, with what follows it. */
export function episodePassage(
  novel: NovelText,
  chapters: readonly Chapter[],
  episode: ParagraphRange & { number: number; of: number },
): PassageOfEpisode {
  return {
    ...novelPassage(novel, chapters, episode),
    episodeNumber: episode.number,
    episodeCount: episode.of,
    chapter: chapterOf(novel, chapters, episode),
    nextParagraphs: numberedParagraphs(novel.paragraphs, {
      startParagraph: episode.endParagraph,
      endParagraph: episode.endParagraph + NEXT_PARAGRAPHS,
    }),
  }
}

/** The chapter that begins with the episode, or else the one that it has most of. */
function chapterOf(
  novel: NovelText,
  chapters: readonly Chapter[],
  { startParagraph, endParagraph }: ParagraphRange,
): PassageOfEpisode['chapter'] {
  const shared = (chapter: Chapter) =>
    novel.paragraphs
      .slice(Math.max(startParagraph, chapter.startParagraph), Math.min(endParagraph, chapter.endParagraph))
      .reduce((sum, text) => sum + text.length, 0)
  const titled = chapters.filter(
    (chapter) => chapter.title !== '' && chapter.startParagraph < endParagraph && chapter.endParagraph > startParagraph,
  )
  const opening = titled.find((chapter) => chapter.startParagraph === startParagraph)
  const largest = [...titled].sort((a, b) => shared(b) - shared(a))[0]
  const chapter = opening ?? largest
  if (chapter === undefined) return null
  const begins = chapter.startParagraph >= startParagraph
  const ends = chapter.endParagraph <= endParagraph
  const part = begins ? (ends ? 'whole' : 'first') : ends ? 'last' : 'middle'
  return { title: chapter.title, part }
}

/** A member of the cast with the paragraphs to describe it from: its entrance, its first mentions, and others spread over the novel. */
export function characterFacts(novel: NovelText, member: CastMember): FactsOfCharacter {
  const names = [member.name, ...member.aliases]
  const mentions = countMentions(novel.paragraphs, names)
  const places = [...new Set(names.flatMap((name) => mentions.get(name)?.paragraphs ?? []))].sort((a, b) => a - b)
  return {
    ...member,
    language: novel.language,
    passages: withEntrance(spread(places, CHARACTER_PASSAGES)).flatMap((number) => {
      const text = novel.paragraphs[number]
      return text ? [{ number, text }] : []
    }),
  }
}

/** Novels show people before they name them: the paragraphs right before the first mentions belong to them. */
function withEntrance(places: readonly number[]): number[] {
  const before = places.slice(0, ENTRANCES).flatMap((place) => [place - 2, place - 1])
  return [...new Set([...before, ...places])].filter((place) => place >= 0).sort((a, b) => a - b)
}

/** The first half of the wanted number from the front, because people are described when they enter; the rest evenly. */
function spread(places: number[], wanted: number): number[] {
  if (places.length <= wanted) return places
  const front = places.slice(0, wanted / 2)
  const rest = places.slice(wanted / 2)
  const step = rest.length / (wanted / 2)
  return [...front, ...front.map((_, i) => rest[Math.floor(i * step)] as number)]
}
