/** Tells a table of contents from the chapters it lists: its lines have no text between them and come again. */
import type { Heading } from './find-headings.ts'

/** The line above a table of contents. */
const CONTENTS_TITLE =
  /^[【《「[]?(?:目 ?[录錄次]|章节目录|contents|table of contents|list of chapters)[】》」\]]?[.:：]?$/i
/** A list that stands behind the text, or has no title, has at least so many lines. */
const MIN_UNTITLED = 2
const MIN_TRAILING = 3
/** So many tables of contents with a title are looked at; each may be as long as the novel. */
const MAX_TITLED = 20
/** Below a title, entries may have notes of this length between them, in characters for each entry. */
const MAX_NOTES = 300

export interface ContentsRange {
  from: number
  to: number
}

export function isContentsTitle(line: string): boolean {
  return CONTENTS_TITLE.test(line)
}

/** Parts the headings into those of the text and the ranges of paragraphs that only list them. */
export function withoutContents(
  headings: readonly Heading[],
  paragraphs: readonly string[],
): { headings: Heading[]; contents: ContentsRange[] } {
  const places = placesOf(headings)
  const listed = new Set<number>()
  const contents: ContentsRange[] = []
  let titled = 0
  for (let start = 0; start < headings.length; ) {
    const isTitled = isBelowContentsTitle(headings[start] as Heading, paragraphs) && titled++ < MAX_TITLED
    const end = Math.max(
      isTitled ? endOfTitled(headings, start, paragraphs) : start,
      endOfList(headings, start, places.keys),
    )
    const run = Array.from({ length: end - start }, (_, i) => start + i)
    const chapters = run.filter((i) => headings[i]?.kind !== 'container').length
    const again = entriesThatCome(run, (i, key) => (places.last.get(key) ?? -1) > i, places.keys, isTitled)
    const before = entriesThatCome(run, (_, key) => (places.first.get(key) ?? start) < start, places.keys)
    const isLeading = isTitled ? again.length > 0 : chapters >= MIN_UNTITLED && again.length >= MIN_UNTITLED
    const isTrailing = chapters >= MIN_TRAILING && before.length >= run.length * 0.8
    const dropped = isLeading ? withContainers(run, again, headings) : isTrailing ? run : []
    for (const i of dropped) listed.add(i)
    const first = headings[dropped[0] ?? -1]
    const last = headings[dropped.at(-1) ?? -1]
    if (first && last) {
      contents.push({ from: first.paragraph - (isTitled ? 1 : 0), to: last.bodyParagraph - 1 })
    }
    start = end
  }
  return { headings: headings.filter((_, i) => !listed.has(i)), contents }
}

/** The ranges of lines with dots and page numbers, two or more together. */
export function dottedContents(dotted: readonly number[], paragraphs: readonly string[]): ContentsRange[] {
  const ranges: ContentsRange[] = []
  for (const place of dotted) {
    const last = ranges.at(-1)
    if (last && place <= last.to + 2) last.to = place
    else ranges.push({ from: place, to: place })
  }
  return ranges
    .filter(({ from, to }) => to > from)
    .map(({ from, to }) => ({ from: isContentsTitle(paragraphs[from - 1] ?? '') ? from - 1 : from, to }))
}

function isBelowContentsTitle(heading: Heading, paragraphs: readonly string[]): boolean {
  return isContentsTitle(paragraphs[heading.paragraph - 1] ?? '')
}

/** The entries that come again, and the containers between them. */
function withContainers(run: readonly number[], again: readonly number[], headings: readonly Heading[]): number[] {
  const first = again[0] ?? 0
  const last = again.at(-1) ?? -1
  const known = new Set(again)
  return run.filter((i) => known.has(i) || (headings[i]?.kind === 'container' && i >= first - 1 && i <= last))
}

/** Headings without text between them; where the first of them comes again last, the chapters themselves begin. */
function endOfList(headings: readonly Heading[], start: number, keys: readonly HeadingKeys[]): number {
  let end = start + 1
  while (end < headings.length && isTight(headings[end - 1] as Heading, headings[end] as Heading)) end++
  for (let i = end - 1; i > start + 1; i--) if (keys[i]?.exact === keys[start]?.exact) return i
  return end
}

function isTight(heading: Heading, next: Heading): boolean {
  return next.paragraph <= heading.bodyParagraph
}

/** Below a title the list goes on until its first entry comes again, as long as what stands between the entries is short. */
function endOfTitled(headings: readonly Heading[], start: number, paragraphs: readonly string[]): number {
  const first = headings[start] as Heading
  let notes = 0
  for (let i = start + 1; i < headings.length; i++) {
    const heading = headings[i] as Heading
    for (let at = (headings[i - 1] as Heading).bodyParagraph; at < heading.paragraph; at++) {
      notes += paragraphs[at]?.length ?? 0
    }
    if (notes > MAX_NOTES * (i - start)) return start
    if (i - start >= MIN_UNTITLED && heading.unit === first.unit && heading.number === first.number) return i
  }
  return start
}

/** What a heading is known by. */
interface HeadingKeys {
  /** Number and title. */
  exact: string
  /** The number of a heading without a title. */
  untitled: string
  /** The number, whatever the title. */
  any: string
  isUntitled: boolean
}

interface Places {
  keys: HeadingKeys[]
  first: Map<string, number>
  last: Map<string, number>
}

function placesOf(headings: readonly Heading[]): Places {
  const last = new Map<string, number>()
  const first = new Map<string, number>()
  const keys = headings.map((heading): HeadingKeys => {
    const row = `${heading.unit} ${heading.number ?? ''}`
    const letters = lettersOf(heading.ownTitle)
    const isNamed = heading.kind === 'named' && heading.number === null
    return { exact: `${row}|${letters}`, untitled: `${row}|`, any: `${row}*`, isUntitled: letters === '' || isNamed }
  })
  keys.forEach(({ exact, any }, i) => {
    for (const key of [exact, any]) {
      last.set(key, i)
      if (!first.has(key)) first.set(key, i)
    }
  })
  return { keys, first, last }
}

/**
 * The entries of a list that come elsewhere. Two headings are the same when number and title agree; where one of the two has no title,
 * most of the list agrees, or a title says that it lists contents, the number is enough: contents and chapters are not always spelt alike.
 */
function entriesThatCome(
  run: readonly number[],
  isThere: (index: number, key: string) => boolean,
  keys: readonly HeadingKeys[],
  isTitled = false,
): number[] {
  const alike = run.filter((i) => {
    const key = keys[i] as HeadingKeys
    return key.isUntitled ? isThere(i, key.any) : isThere(i, key.exact) || isThere(i, key.untitled)
  })
  const isMostlyAlike = alike.length * 2 >= run.length || isTitled
  if (!isMostlyAlike || run.length < MIN_TRAILING) return alike
  return run.filter((i) => isThere(i, (keys[i] as HeadingKeys).any))
}

/** Letters alone, without what counts pages: 雪（2/3）, The Mill 14. */
export function lettersOf(title: string): string {
  return title
    .replace(/[（(]?第?\d+ ?(?:[/／] ?\d+ ?)?页[)）]?$|[（(]?\d+ ?[/／] ?\d+[)）]?$/, '')
    .replace(/[\s.…·]+\d{1,4}$/, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
