/**
 * Chapters while a person edits them: each step gives a new list and keeps the one before, so that every step can be undone. Chapters that
 * a step does not touch stay the same objects. Pure.
 */
import { longestTitle, type PutChaptersRequest } from '../../../src/contracts/entities.ts'
import type { Chapter } from '../../../src/contracts/text.ts'

export interface ChapterEdits {
  /** They tile the novel at every moment. */
  chapters: readonly Chapter[]
  /** The lists before each step, oldest first. */
  earlier: readonly (readonly Chapter[])[]
}

/** A chapter is named by the paragraph it starts with. */
export type ChapterStep =
  | { kind: 'rename'; startParagraph: number; title: string }
  | { kind: 'merge'; startParagraph: number }
  | { kind: 'split'; paragraph: number; title: string }
  | { kind: 'undo' }

/** A paragraph of at most so many characters may be a heading; a chapter that is split there gets it as its title. */
const longestHeading = 40
/** Headings are seldom whole sentences. */
const endsSentence = /[.!?…。！？；：，”’"」』）]$/

export function editsOf(chapters: readonly Chapter[]): ChapterEdits {
  return { chapters, earlier: [] }
}

/** Applies a step. One that changes nothing, or is not possible, gives back the same edits. */
export function applyStep(edits: ChapterEdits, step: ChapterStep): ChapterEdits {
  switch (step.kind) {
    case 'rename':
      return withChapters(edits, renamed(edits.chapters, step.startParagraph, step.title))
    case 'merge':
      return withChapters(edits, mergedWithPrevious(edits.chapters, step.startParagraph))
    case 'split':
      return withChapters(edits, splitAt(edits.chapters, step.paragraph, step.title))
    case 'undo': {
      const chapters = edits.earlier.at(-1)
      return chapters ? { chapters, earlier: edits.earlier.slice(0, -1) } : edits
    }
  }
}

/** Whether saving would change anything: steps that cancel each other out are no change. */
export function hasChanges({ chapters, earlier }: ChapterEdits): boolean {
  const [found] = earlier
  if (!found) return false
  return chapters.length !== found.length || chapters.some((chapter, index) => !isSame(chapter, found[index]))
}

/** What is sent to be saved. */
export function savedForm(chapters: readonly Chapter[]): NonNullable<PutChaptersRequest['chapters']> {
  return chapters.map(({ title, volume, startParagraph }) => ({ title, volume, startParagraph }))
}

/** The index of the chapter that holds a paragraph; -1 when none does. Chapters tile the novel, so half of them are passed over at a time. */
export function chapterIndexAt(chapters: readonly Chapter[], paragraph: number): number {
  let low = 0
  let high = chapters.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const chapter = chapters[middle]
    if (!chapter) return -1
    if (paragraph < chapter.startParagraph) high = middle - 1
    else if (paragraph >= chapter.endParagraph) low = middle + 1
    else return middle
  }
  return -1
}

/** What a chapter that begins with this paragraph may be called: the paragraph itself where it can be a heading, else nothing. */
export function titleFrom(paragraph: string): string {
  const text = paragraph.trim()
  return [...text].length <= longestHeading && !endsSentence.test(text) ? text : ''
}

/** Chapters that follow each other in one volume, in order. */
export function groupByVolume(chapters: readonly Chapter[]): { volume: string | null; chapters: Chapter[] }[] {
  const groups: { volume: string | null; chapters: Chapter[] }[] = []
  for (const chapter of chapters) {
    const last = groups.at(-1)
    if (last && last.volume === chapter.volume) last.chapters.push(chapter)
    else groups.push({ volume: chapter.volume, chapters: [chapter] })
  }
  return groups
}

function withChapters(edits: ChapterEdits, chapters: readonly Chapter[]): ChapterEdits {
  return chapters === edits.chapters ? edits : { chapters, earlier: [...edits.earlier, edits.chapters] }
}

function renamed(chapters: readonly Chapter[], startParagraph: number, typed: string): readonly Chapter[] {
  const title = typed.trim().slice(0, longestTitle)
  const index = chapters.findIndex((chapter) => chapter.startParagraph === startParagraph)
  const chapter = chapters[index]
  return !chapter || chapter.title === title ? chapters : chapters.with(index, { ...chapter, title })
}

/** The previous chapter keeps its title and volume, and gets the paragraphs. */
function mergedWithPrevious(chapters: readonly Chapter[], startParagraph: number): readonly Chapter[] {
  const index = chapters.findIndex((chapter) => chapter.startParagraph === startParagraph)
  const chapter = chapters[index]
  const previous = chapters[index - 1]
  if (!chapter || !previous) return chapters
  return chapters.toSpliced(index - 1, 2, { ...previous, endParagraph: chapter.endParagraph })
}

/** The new chapter begins with the paragraph, in the volume of the one that it is taken from. */
function splitAt(chapters: readonly Chapter[], paragraph: number, title: string): readonly Chapter[] {
  const index = chapterIndexAt(chapters, paragraph)
  const chapter = chapters[index]
  if (!chapter || chapter.startParagraph === paragraph) return chapters
  return chapters.toSpliced(
    index,
    1,
    { ...chapter, endParagraph: paragraph },
    { ...chapter, title: title.trim().slice(0, longestTitle), startParagraph: paragraph },
  )
}

function isSame(one: Chapter, other: Chapter | undefined): boolean {
  return (
    one === other ||
    (one.title === other?.title && one.startParagraph === other.startParagraph && one.volume === other.volume)
  )
}
