/** Compares chapters with those that a book is known to have: where they begin, and what they are called. */
import type { GoldChapters } from './gold-book.ts'
import { foldText, isChinese } from './name-key.ts'
import { losslessnessOf, unifyLineEnds, visibleOf } from './score-split.ts'

export interface FoundChapter {
  title: string
  startParagraph: number
}

export interface ChapterScore {
  /** By the paragraph that holds the heading's line; by titles in order where paragraphs do not hold the text. */
  by: 'place' | 'title'
  gold: number
  found: number
  precision: number
  recall: number
  f1: number
  /** Share of the matched chapters that have the whole title; null where none matched. */
  wholeTitles: number | null
  missed: string[]
  extra: string[]
}

type Pair = readonly [gold: number, found: number]

/** Scores chapters of a text of which `paragraphs` were made. */
export function scoreChapters(
  gold: GoldChapters,
  chapters: readonly FoundChapter[],
  source: { text: string; paragraphs: readonly string[] },
): ChapterScore {
  const hasPlaces = gold.lines.length > 0 && losslessnessOf(source.text, source.paragraphs).kept !== 'lost'
  const pairs = hasPlaces ? pairByPlace(gold, chapters, source) : pairByTitle(gold.titles, chapters)
  const precision = chapters.length > 0 ? pairs.length / chapters.length : 0
  const recall = gold.titles.length > 0 ? pairs.length / gold.titles.length : 0
  const whole = pairs.filter(
    ([i, j]) => titleWords(gold.titles[i] ?? '').join('') === titleWords(chapters[j]?.title ?? '').join(''),
  )
  const matched = { gold: new Set(pairs.map(([i]) => i)), found: new Set(pairs.map(([, j]) => j)) }
  return {
    by: hasPlaces ? 'place' : 'title',
    gold: gold.titles.length,
    found: chapters.length,
    precision,
    recall,
    f1: precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0,
    wholeTitles: pairs.length > 0 ? whole.length / pairs.length : null,
    missed: gold.titles.filter((_, i) => !matched.gold.has(i)),
    extra: chapters.flatMap(({ title }, j) => (matched.found.has(j) ? [] : [title])),
  }
}

function pairByPlace(
  gold: GoldChapters,
  chapters: readonly FoundChapter[],
  { text, paragraphs }: { text: string; paragraphs: readonly string[] },
): Pair[] {
  const places = paragraphsOfLines(unifyLineEnds(text), paragraphs, gold.lines)
  const used = new Set<number>()
  return chapters.flatMap(({ startParagraph }, j): Pair[] => {
    const i = places.findIndex((place, i) => place === startParagraph && !used.has(i))
    if (i === -1) return []
    used.add(i)
    return [[i, j]]
  })
}

/** For each line of a text, the paragraph that holds its first visible character. */
export function paragraphsOfLines(text: string, paragraphs: readonly string[], lines: readonly number[]): number[] {
  const ends = runningTotals(paragraphs)
  const lineEnds = runningTotals(text.split('\n'))
  return lines.map((line) => countUpTo(ends, lineEnds[line - 1] ?? 0))
}

/** Visible characters up to the end of each text. */
export function runningTotals(texts: readonly string[]): number[] {
  let total = 0
  return texts.map((text) => {
    total += visibleOf(text).length
    return total
  })
}

/** How many of the rising `totals` are at most `value`. */
export function countUpTo(totals: readonly number[], value: number): number {
  let [low, high] = [0, totals.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((totals[middle] as number) <= value) low = middle + 1
    else high = middle
  }
  return low
}

/** The longest series of titles that both have in the same order. */
function pairByTitle(titles: readonly string[], chapters: readonly FoundChapter[]): Pair[] {
  const same = titles.map((title) => chapters.map((chapter) => isSameTitle(title, chapter.title)))
  const isPair = (i: number, j: number) => same[i]?.[j] === true
  // longest[i][j]: the length of the series among titles from i and chapters from j.
  const longest = Array.from({ length: titles.length + 1 }, () => new Uint32Array(chapters.length + 1))
  const at = (i: number, j: number) => longest[i]?.[j] ?? 0
  for (let i = titles.length - 1; i >= 0; i--) {
    for (let j = chapters.length - 1; j >= 0; j--) {
      const row = longest[i] as Uint32Array
      row[j] = isPair(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const pairs: Pair[] = []
  for (let i = 0, j = 0; i < titles.length && j < chapters.length; ) {
    if (isPair(i, j)) pairs.push([i++, j++])
    else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return pairs
}

/** Whether a title is the listed one: whole, or its label alone ("Chapter I", 第一回), or what follows the label. */
export function isSameTitle(listed: string, found: string): boolean {
  const [want, got] = [titleWords(listed), titleWords(found)]
  if (want.length === 0 || got.length === 0) return false
  if (want.join('') === got.join('')) return true
  return isChinese(listed) ? isPartInChinese(want.join(''), got.join('')) : isPartInEnglish(want, got)
}

function isPartInChinese(want: string, got: string): boolean {
  const label = /^(?:第.{1,8}?[回章节卷]|楔子)/u.exec(want)?.[0]
  if (!label) return false
  const rest = want.slice(label.length)
  return got === label || (rest.length > 1 && got === rest)
}

function isPartInEnglish(want: readonly string[], got: readonly string[]): boolean {
  const labelWords = ['chapter', 'part', 'book', 'letter'].includes(want[0] ?? '') ? 2 : 1
  const equals = (words: readonly string[]) => words.join(' ') === got.join(' ')
  if (equals(want.slice(0, labelWords))) return true
  if (got.length >= labelWords && equals(want.slice(0, got.length))) return true
  return want.length > labelWords && equals(want.slice(labelWords))
}

function titleWords(title: string): string[] {
  return foldText(title).match(/[a-z0-9]+|[\u3400-\u9fff]+/gu) ?? []
}
