/** Divides a novel into chapters by its headings. */
import type { ReadingNote } from '../contracts/novel-file.ts'
import type { Chapter } from '../contracts/text.ts'
import type { ContentsRange } from './contents.ts'
import { findHeadings, type Heading } from './find-headings.ts'
import { boundedNotes, numberingNotes } from './numbering-notes.ts'
import { type OutlineEntry, withOutline } from './outline.ts'
import { runningCharacters } from './running-text.ts'

/** A volume with so many characters of running text before its first chapter is a chapter itself. */
const MIN_VOLUME_TEXT = 200

export interface ChapterDivision {
  /** Tile all paragraphs. */
  chapters: Chapter[]
  /** What a person should look at: contents, gaps and repeats in the numbering. */
  notes: ReadingNote[]
}

/**
 * Finds the chapters by the form and place of the headings and by the outline of the file, if it has one.
 *
 * A chapter begins at its heading. What stands before the first heading is a chapter without a title (title page, contents, a text of
 * its own). Volumes are no chapters where chapters exist: the chapters below one bear its title as `volume`, and its line ends the range
 * before it. Without any heading the novel is one chapter with an empty title.
 */
export function divideIntoChapters(
  paragraphs: readonly string[],
  outline: readonly OutlineEntry[] = [],
): ChapterDivision {
  if (paragraphs.length === 0) return { chapters: [], notes: [] }
  const found = findHeadings(paragraphs)
  const headings = outline.length > 0 ? withOutline(found, outline, paragraphs) : found.headings
  const opening = openingHeadings(headings, paragraphs)
  const chapters: Chapter[] = opening.map(({ heading, volume }, i) => ({
    title: heading.fullTitle,
    volume,
    startParagraph: heading.paragraph,
    endParagraph: opening[i + 1]?.heading.paragraph ?? paragraphs.length,
  }))
  const first = chapters[0]?.startParagraph ?? paragraphs.length
  if (first > 0) chapters.unshift({ title: '', volume: null, startParagraph: 0, endParagraph: first })
  const notes = boundedNotes([...contentsNotes(found.contents), ...numberingNotes(opening)])
  if (opening.length === 0) notes.push({ code: 'no_headings', params: {} })
  return { chapters, notes }
}

/** People count paragraphs from 1. */
function contentsNotes(contents: readonly ContentsRange[]): ReadingNote[] {
  return contents.map(({ from, to }) => ({
    code: 'contents_recognised',
    params: { from: from + 1, to: to + 1 },
    paragraph: from,
  }))
}

/** Headings that open a chapter, each with the volume that it is in. */
function openingHeadings(
  headings: readonly Heading[],
  paragraphs: readonly string[],
): Array<{ heading: Heading; volume: string | null }> {
  const kinds = new Set(headings.map((heading) => heading.kind))
  const hasChapters = kinds.has('chapter') || kinds.has('bare')
  const opening: Array<{ heading: Heading; volume: string | null }> = []
  let volume: string | null = null
  headings.forEach((heading, i) => {
    if (heading.kind === 'section' && (hasChapters || kinds.has('container'))) return
    if (heading.kind === 'container' && hasChapters) {
      volume = heading.fullTitle
      const next = headings[i + 1]?.paragraph ?? paragraphs.length
      if (runningCharacters(paragraphs, heading.bodyParagraph, next) < MIN_VOLUME_TEXT) return
    }
    if (heading.volume !== undefined) volume = heading.volume
    opening.push({ heading, volume: hasChapters ? volume : null })
  })
  return opening
}
