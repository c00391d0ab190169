/**
 * Finds the chapters of a novel: which lines that look like headings are headings, and what range each opens. A table of contents,
 * running heads and numbered lists are told apart by what stands between one heading and the next.
 */
import type { ReadingNote } from '../contracts/novel-file.ts'
import type { Chapter } from '../contracts/text.ts'
import { capitalisedShare, type HeadingForm, parseHeading } from './headings.ts'

export interface Heading extends HeadingForm {
  /** The paragraph of the label. */
  paragraph: number
  /** The first paragraph after label and title lines. */
  bodyParagraph: number
  /** Label and title lines, joined by one space. */
  fullTitle: string
}

/** Title lines under a label, at most: three in the longest of the old novels. */
const MAX_TITLE_LINES = 3
/** Front matter is a chapter of its own from this many characters of running text. */
const MIN_FRONT_MATTER = 200

const CONTENTS = /^(目 ?录|目 ?錄|contents|table of contents)[.:：]?$/i
const END_MARK = /^(the end|finis|end of .{3,40}|[（(]?(全书完|完|全文完|未完待续|本章完|待续)[)）]?)[.。]?$/i

/** Every heading of the novel in order, containers included, contents and running heads left out. */
export function findHeadings(paragraphs: readonly string[]): Heading[] {
  const candidates = paragraphs.flatMap((text, paragraph): Heading[] => {
    const form = parseHeading(text)
    return form && !form.inContents ? [withTitleLines(form, paragraph, paragraphs)] : []
  })
  const numbered = withoutRunningHeads(
    withoutContents(
      candidates.filter((heading) => heading.kind !== 'bare'),
      paragraphs,
    ),
  )
  const hasChapters = numbered.some((heading) => heading.kind === 'chapter')
  if (hasChapters) return numbered
  const bare = bareSequences(candidates, numbered, paragraphs)
  return [...numbered, ...bare].sort((a, b) => a.paragraph - b.paragraph)
}

/** A paragraph that the format of the file calls a heading. */
export interface OutlineEntry {
  paragraph: number
  /** From 1, the highest. */
  level: number
}

export interface ChapterDivision {
  chapters: Chapter[]
  /** What a person should look at: contents, gaps and repeats in the numbering. */
  notes: ReadingNote[]
}

/** Finds the chapters by the headings' form and place and by the outline of the file, if it has one. */
export function divideIntoChapters(
  paragraphs: readonly string[],
  _outline: readonly OutlineEntry[] = [],
): ChapterDivision {
  return { chapters: findChapters(paragraphs), notes: [] }
}

/**
 * The chapters, tiling all paragraphs. Containers (volumes, parts) are no chapters where chapters exist; their line belongs to the
 * chapter that follows, unless they have a text of their own. Without any heading the novel is one chapter with an empty title.
 */
export function findChapters(paragraphs: readonly string[]): Chapter[] {
  if (paragraphs.length === 0) return []
  const opening = openingHeadings(findHeadings(paragraphs), paragraphs)
  const chapters: Chapter[] = opening.map((heading, i) => ({
    title: heading.fullTitle,
    volume: null,
    startParagraph: heading.start,
    endParagraph: opening[i + 1]?.start ?? paragraphs.length,
  }))
  const first = chapters[0]
  if (!first) return [{ title: '', volume: null, startParagraph: 0, endParagraph: paragraphs.length }]
  if (first.startParagraph === 0) return chapters
  if (runningCharacters(paragraphs, 0, first.startParagraph) >= MIN_FRONT_MATTER) {
    return [{ title: '', volume: null, startParagraph: 0, endParagraph: first.startParagraph }, ...chapters]
  }
  first.startParagraph = 0
  return chapters
}

/** Headings that open a chapter, each with the paragraph its range begins at (a container above it included). */
function openingHeadings(
  headings: readonly Heading[],
  paragraphs: readonly string[],
): Array<Heading & { start: number }> {
  const kinds = new Set(headings.map((heading) => heading.kind))
  const hasChapters = kinds.has('chapter') || kinds.has('bare')
  const opening: Array<Heading & { start: number }> = []
  let pendingContainer: number | null = null
  headings.forEach((heading, i) => {
    if (heading.kind === 'section' && (hasChapters || kinds.has('container'))) return
    if (heading.kind === 'container' && hasChapters) {
      const next = headings[i + 1]?.paragraph ?? paragraphs.length
      if (runningCharacters(paragraphs, heading.bodyParagraph, next) < MIN_FRONT_MATTER) {
        pendingContainer ??= heading.paragraph
        return
      }
    }
    opening.push({ ...heading, start: pendingContainer ?? heading.paragraph })
    pendingContainer = null
  })
  return opening
}

/** Takes up to three short lines under a label without a title of its own as its title. */
function withTitleLines(form: HeadingForm, paragraph: number, paragraphs: readonly string[]): Heading {
  let bodyParagraph = paragraph + 1
  const titles: string[] = []
  if (form.title === '' && form.kind !== 'named') {
    while (titles.length < MAX_TITLE_LINES) {
      const line = paragraphs[bodyParagraph]
      const isLast = paragraphs[bodyParagraph + 1] === undefined
      if (line === undefined || isLast || !isTitleLine(line, titles) || parseHeading(line)) break
      titles.push(line)
      bodyParagraph++
    }
  }
  return { ...form, paragraph, bodyParagraph, fullTitle: [form.label, ...titles].join(' ') }
}

function isTitleLine(line: string, before: readonly string[]): boolean {
  if (CONTENTS.test(line) || END_MARK.test(line)) return false
  if (/[\u3400-\u9fff]/.test(line)) {
    return before.length === 0 && line.length <= 24 && !/[，。！？：；…“”"'—「」『』]/.test(line)
  }
  if (!/\p{L}/u.test(line) || /^["“'‘]/.test(line)) return false
  if (line === line.toUpperCase())
    return line.length <= 250 && (before.length === 0 || before.every((b) => b === b.toUpperCase()))
  if (before.length > 0 || line.length > 90 || /[.,;:]$/.test(line)) return false
  return capitalisedShare(line.split(' ')) >= 0.6 && /^\p{Lu}/u.test(line)
}

/** Drops the runs of headings that have no text between them and come again later: a table of contents. */
function withoutContents(headings: readonly Heading[], paragraphs: readonly string[]): Heading[] {
  const lastPlace = new Map<string, number>()
  for (const [i, heading] of headings.entries()) lastPlace.set(keyOf(heading), i)
  const dropped = new Set<number>()
  for (let start = 0; start < headings.length; ) {
    let end = start + 1
    while (end < headings.length && isTight(headings[end - 1] as Heading, headings[end] as Heading)) end++
    const run = headings.slice(start, end)
    const afterContents = CONTENTS.test(paragraphs[(run[0]?.paragraph ?? 0) - 1] ?? '')
    const chapters = run.filter((heading) => heading.kind !== 'container').length
    if (chapters >= 2 || afterContents) {
      for (let i = start; i < end; i++) if ((lastPlace.get(keyOf(headings[i] as Heading)) ?? i) > i) dropped.add(i)
    }
    start = end
  }
  return headings.filter((_, i) => !dropped.has(i))
}

function isTight(heading: Heading, next: Heading): boolean {
  return next.paragraph <= heading.bodyParagraph
}

function keyOf(heading: Heading): string {
  return `${heading.unit} ${heading.number ?? heading.fullTitle}`
}

/** Drops a heading that repeats the one before it, as printed pages do at their head. */
function withoutRunningHeads(headings: readonly Heading[]): Heading[] {
  const kept: Heading[] = []
  for (const heading of headings) {
    const before = kept.findLast((other) => other.kind === heading.kind || other.kind === 'container')
    const repeats = before?.unit === heading.unit && before.number === heading.number && heading.number !== null
    if (before && repeats && sameLetters(before.fullTitle, heading.fullTitle)) continue
    kept.push(heading)
  }
  return kept
}

function sameLetters(first: string, second: string): boolean {
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  return letters(first) === letters(second)
}

/**
 * Numbers that stand alone are headings when they count 1, 2, 3 ... with text between them (a list has none). The count may
 * begin again under a container; one number alone needs a named division before it.
 */
function bareSequences(
  candidates: readonly Heading[],
  numbered: readonly Heading[],
  paragraphs: readonly string[],
): Heading[] {
  let best: Heading[] = []
  for (const unit of ['roman', 'arabic', 'chinese']) {
    const found: Heading[] = []
    let last: Heading | null = null
    for (const heading of candidates) {
      if (heading.kind !== 'bare' || heading.unit !== unit) continue
      const next: number = (last?.number ?? 0) + 1
      const restarts = heading.number === 1 && last !== null && hasContainerBetween(numbered, last, heading)
      const hasBody =
        paragraphs[heading.paragraph + 1] !== undefined && !isBare(paragraphs[heading.bodyParagraph], unit)
      if ((heading.number === next || restarts) && hasBody) {
        found.push(heading)
        last = heading
      }
    }
    const enough = found.length >= 2 || (found.length === 1 && numbered.some((heading) => heading.kind === 'named'))
    if (enough && found.length > best.length) best = found
  }
  return best
}

function isBare(line: string | undefined, unit: string): boolean {
  const form = line === undefined ? null : parseHeading(line)
  return form?.kind === 'bare' && form.unit === unit
}

function hasContainerBetween(numbered: readonly Heading[], first: Heading, second: Heading): boolean {
  return numbered.some((h) => h.kind === 'container' && h.paragraph > first.paragraph && h.paragraph < second.paragraph)
}

/** Characters of running text in a range: paragraphs that end as sentences do. Title pages and contents have none. */
function runningCharacters(paragraphs: readonly string[], start: number, end: number): number {
  let characters = 0
  for (let i = start; i < end; i++) {
    const text = paragraphs[i] ?? ''
    if (text.length >= 20 && /[.。．！？!?…”"』」]$/.test(text) && !parseHeading(text)) characters += text.length
  }
  return characters
}
