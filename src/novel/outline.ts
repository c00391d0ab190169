/**
 * Headings by what the format of the file calls a heading (Heading 1 of a docx, h1 and h2 of a page, the navigation of an epub), put
 * together with those that the text shows.
 */
import { isContentsTitle } from './contents.ts'
import { type FoundHeadings, type Heading, inOrder } from './find-headings.ts'
import { readHeadingForm } from './headings.ts'
import { runningCharacters } from './running-text.ts'

/** A paragraph that the format of the file calls a heading. */
export interface OutlineEntry {
  paragraph: number
  /** From 1, the highest. */
  level: number
}

/** A heading with subheadings is a chapter by itself from this many characters of text above the first of them. */
const MIN_OWN_TEXT = 200

interface Entry extends Heading {
  level: number
  /** Characters of running text before the next entry of any level. */
  ownText: number
}

/**
 * The headings of the text and the outline together. The outline is believed where it covers the chapters; where the text shows more
 * than twice as many numbered chapters as the outline names, the outline is one of parts alone.
 */
export function withOutline(
  found: FoundHeadings,
  outline: readonly OutlineEntry[],
  paragraphs: readonly string[],
): Heading[] {
  const entries = entriesOf(outline, found, paragraphs)
  const level = chapterLevel(entries)
  if (level === null) return found.headings
  const chapters = entries.filter((entry) => entry.level === level)
  const places = new Set(entries.map((entry) => entry.paragraph))
  const shown = found.headings.filter((heading) => heading.kind === 'chapter' || heading.kind === 'bare')
  const confirmed = shown.filter((heading) => places.has(heading.paragraph))
  if (shown.length >= 2 && confirmed.length * 2 < shown.length && shown.length > chapters.length) {
    return inOrder([...found.headings, ...partsAbove(entries, found.headings)])
  }
  // A heading that its author forgot to mark has the form of those that are marked.
  const rows = new Set(confirmed.map((heading) => heading.unit))
  const unmarked = found.headings.filter(
    (heading) =>
      !places.has(heading.paragraph) &&
      (rows.has(heading.unit) || (rows.size > 0 && (heading.kind === 'container' || heading.kind === 'named'))),
  )
  return inOrder([...byLevel(entries, level), ...unmarked])
}

function entriesOf(outline: readonly OutlineEntry[], found: FoundHeadings, paragraphs: readonly string[]): Entry[] {
  const levels = new Map<number, number>()
  for (const { paragraph, level } of outline) if (paragraphs[paragraph] !== undefined) levels.set(paragraph, level)
  const shown = new Map(found.headings.map((heading) => [heading.paragraph, heading]))
  const marked = [...levels]
    .sort((a, b) => a[0] - b[0])
    .filter(([paragraph]) => !isContentsTitle(paragraphs[paragraph] ?? ''))
  const listed = new Set<number>()
  for (const { from, to } of found.contents) for (let i = from; i <= to; i++) listed.add(i)
  const entries: Entry[] = []
  for (const [paragraph, level] of marked) {
    if (listed.has(paragraph)) continue
    const text = paragraphs[paragraph] ?? ''
    const form = readHeadingForm(text)
    const last = entries.at(-1)
    // Label and title may be two marked lines.
    if (last && last.bodyParagraph > paragraph) continue
    if (last?.bodyParagraph === paragraph && last.ownTitle === '' && last.number !== null && form === null) {
      last.ownTitle = text
      last.fullTitle = `${last.fullTitle} ${text}`
      last.bodyParagraph = paragraph + 1
      continue
    }
    const heading = shown.get(paragraph) ?? {
      ...(form ?? { kind: 'bare', unit: 'outline', number: null, title: text, label: text, inContents: false }),
      paragraph,
      bodyParagraph: paragraph + 1,
      ownTitle: form?.title ?? text,
      fullTitle: form?.label ?? text,
    }
    entries.push({ ...heading, level, ownText: 0 })
  }
  entries.forEach((entry, i) => {
    entry.ownText = runningCharacters(paragraphs, entry.bodyParagraph, entries[i + 1]?.paragraph ?? paragraphs.length)
  })
  return entries
}

/** The level with the most headings that say they are chapters; else the highest whose headings have a text of their own. */
function chapterLevel(entries: readonly Entry[]): number | null {
  const levels = [...new Set(entries.map((entry) => entry.level))].sort((a, b) => a - b)
  const at = (level: number) => entries.filter((entry) => entry.level === level)
  const numbered = levels
    .map((level) => ({ level, count: at(level).filter((e) => e.kind === 'chapter' && e.unit !== 'outline').length }))
    .sort((a, b) => b.count - a.count)[0]
  if (numbered && numbered.count >= 2) return numbered.level
  const several = levels.filter((level) => at(level).length >= 2)
  const withText = several.find((level) => {
    const own = at(level).filter((entry) => entry.ownText >= MIN_OWN_TEXT)
    return own.length * 2 > at(level).length
  })
  return withText ?? several.at(-1) ?? null
}

/** Entries of the level as chapters, those above as volumes; those below are parts of chapters. */
function byLevel(entries: readonly Entry[], level: number): Heading[] {
  const first = entries[0]
  const above = entries.filter((entry) => entry.level < level)
  return entries.flatMap((entry, i): Heading[] => {
    if (entry.level > level) return []
    if (entry.level === level)
      return [{ ...entry, kind: entry.kind === 'container' ? 'container' : chapterKind(entry) }]
    // One heading above all others is the title of the book.
    if (entry === first && above.length === 1 && entry.kind === 'bare' && entry.number === null) return []
    const next = entries[i + 1]
    const holdsChapters = next !== undefined && next.level > entry.level
    return [{ ...entry, kind: holdsChapters && entry.kind !== 'named' ? 'container' : chapterKind(entry) }]
  })
}

function chapterKind(entry: Entry): Heading['kind'] {
  return entry.kind === 'named' ? 'named' : 'chapter'
}

/** Marked lines that each have chapters of the text below them: the parts of the book. */
function partsAbove(entries: readonly Entry[], headings: readonly Heading[]): Heading[] {
  const known = new Set(headings.map((heading) => heading.paragraph))
  const parts = entries.filter((entry) => !known.has(entry.paragraph))
  if (parts.length < 2) return []
  let at = 0
  const isEachHolding = parts.every((part, i) => {
    const end = parts[i + 1]?.paragraph ?? Number.POSITIVE_INFINITY
    while (at < headings.length && (headings[at]?.paragraph ?? 0) < part.paragraph) at++
    return at < headings.length && (headings[at]?.paragraph ?? end) < end
  })
  return isEachHolding ? parts.map((part) => ({ ...part, kind: 'container' })) : []
}
