/** What the numbers of headings say: which doubtful lines fit between their neighbours, and which rows of bare numbers count up. */
import type { Heading } from './find-headings.ts'

/** Doubtful headings alone are believed from this many in a row; with a certain one among them, two are enough. */
const MIN_DOUBTFUL_RUN = 3
/** Chinese words without the marks of a sentence. */
const FIRM_TITLE = /^[\u3400-\u9fff ]{4,}$/
/** So many numbers make a row; where any word may be the unit (Day One, 第一夜), more are wanted. */
const MIN_ROW = 2
const MIN_ROW_OF_OTHER_UNIT = 3
/** An excerpt may begin at any number. Page numbers do so too: those without a title have to count further. */
const MIN_ROW_OF_EXCERPT = 3
/** Numbers that mostly stand in the middle of sentences are those of pages. */
const MAX_CUT_SENTENCES = 0.4

/** A gap in bare numbers is believed up to this size, and where the next number follows. */
const MAX_GAP = 3
/** Units that any word can be, in brackets or behind 第; `(arabic)` and `(chinese)` are numbers in brackets. */
const OTHER_UNIT = /^(?:第|\((?!arabic|chinese))/

const ENDS_SENTENCE = /[.?!:"'”’。？！：；…—」』）)\]】*＊~=]$/

/** Takes doubtful headings only where their numbers go on from, or up to, those of their row. */
export function withoutDoubtful(headings: readonly Heading[]): Heading[] {
  if (!headings.some((heading) => heading.isWeak)) return [...headings]
  const believed = new Set<Heading>()
  // Where no chapter is certain, two that hardly are sentences are enough.
  const isOnly = headings.every((heading) => heading.isWeak || heading.kind !== 'chapter')
  // A volume stands right above its first chapter.
  const opensChapter = new Set(
    headings.filter(
      (heading, i) =>
        heading.kind === 'container' &&
        headings[i + 1]?.kind === 'chapter' &&
        headings[i + 1]?.paragraph === heading.bodyParagraph,
    ),
  )
  for (const row of rowsOf(headings).values()) {
    for (let start = 0; start < row.length; ) {
      let end = start + 1
      // A number may come twice: as a running head.
      while (end < row.length && [0, 1].includes((row[end]?.number ?? Number.NaN) - (row[end - 1]?.number ?? 0))) end++
      const run = row.slice(start, end)
      const numbers = new Set(run.map((heading) => heading.number)).size
      const isFirm = run.some((heading) => !heading.isWeak) || (isOnly && run.every(isFirmForm))
      const isBelieved = numbers >= (isFirm ? 2 : MIN_DOUBTFUL_RUN)
      for (const [i, heading] of run.entries()) {
        // Another heading has the number already: the one before, or a certain one right behind.
        const before = row[start + i - 1]
        const behind = row[start + i + 1]
        const isTaken = before?.number === heading.number || (behind?.number === heading.number && !behind?.isWeak)
        if (!heading.isWeak || (isBelieved && !isTaken) || opensChapter.has(heading)) believed.add(heading)
      }
      start = end
    }
  }
  return headings.filter((heading) => believed.has(heading))
}

/**
 * Numbers that stand alone are headings when they count 1, 2, 3 ... with text between them (a list has none). The count may begin again
 * under a container, or where it is seen to go on. One number alone needs a named division beside it.
 */
export function bareRow(
  candidates: readonly Heading[],
  numbered: readonly Heading[],
  paragraphs: readonly string[],
): Heading[] {
  const rows = rowsOf(candidates.filter((heading) => heading.kind === 'bare'))
  const containers = numbered.filter((heading) => heading.kind === 'container').map((heading) => heading.paragraph)
  const places = new Set(candidates.map((heading) => heading.paragraph))
  const textBegins = paragraphs.findIndex((text, i) => !places.has(i) && ENDS_SENTENCE.test(text))
  const nextText = nextTextAfter(paragraphs.length, places)
  const hasNamed = numbered.some((heading) => heading.kind === 'named')
  const found = [...rows].flatMap(([unit, row]) => {
    const withBody = row.filter(
      (heading, i) => (nextText[heading.bodyParagraph - 1] as number) < (row[i + 1]?.paragraph ?? paragraphs.length),
    )
    const counted = countUp(withBody, containers, withBody[0] === row[0] ? textBegins : 0)
    const isEnough =
      counted.length >= leastOf(unit, counted) ||
      (counted.length === 1 && counted[0]?.number === 1 && hasNamed && !OTHER_UNIT.test(unit))
    return isEnough && !countsPages(counted, paragraphs) ? [counted] : []
  })
  return found.reduce<Heading[]>((best, row) => (isAbove(row, best) ? row : best), [])
}

/** The headings by what their numbers share, each row in order. */
function rowsOf(headings: readonly Heading[]): Map<string, Heading[]> {
  const rows = new Map<string, Heading[]>()
  for (const heading of headings) {
    const row = rows.get(heading.unit)
    if (row) row.push(heading)
    else rows.set(heading.unit, [heading])
  }
  return rows
}

/** 第四回李掌柜雪夜赔酒; a line that holds `chapter 4` alone. */
function isFirmForm({ unit, title }: Heading): boolean {
  return FIRM_TITLE.test(title) || (unit === 'chapter' && title === '')
}

/** For each paragraph, the next one that has not the form of a heading. A list of lists has none between its entries. */
function nextTextAfter(count: number, places: ReadonlySet<number>): Uint32Array {
  const next = new Uint32Array(count)
  let text = count
  for (let i = count - 1; i >= 0; i--) {
    next[i] = text
    if (!places.has(i)) text = i
  }
  return next
}

function leastOf(unit: string, [first]: readonly Heading[]): number {
  if (OTHER_UNIT.test(unit)) return MIN_ROW_OF_OTHER_UNIT
  return unit === 'arabic' && first?.number !== 1 && first?.ownTitle === '' ? MIN_ROW_OF_EXCERPT : MIN_ROW
}

/** Whether a row divides the novel rather than another: it holds the other, or is longer and not held by it. */
function isAbove(row: readonly Heading[], other: readonly Heading[]): boolean {
  return holds(row, other) || (row.length > other.length && !holds(other, row))
}

/** Every count of the other begins right under a heading of the row. */
function holds(row: readonly Heading[], other: readonly Heading[]): boolean {
  const below = new Set(row.map((heading) => heading.bodyParagraph))
  const beginnings = other.filter((heading) => heading.number === 1)
  return row.length >= MIN_ROW && beginnings.length >= 2 && beginnings.every((heading) => below.has(heading.paragraph))
}

/** The numbers that go on from 1, or from any number that stands above all text. */
function countUp(row: readonly Heading[], containers: readonly number[], textBegins: number): Heading[] {
  const found: Heading[] = []
  let last: Heading | null = null
  let nextContainer = 0
  row.forEach((heading, i) => {
    while ((containers[nextContainer] ?? Number.POSITIVE_INFINITY) < (last?.paragraph ?? -1)) nextContainer++
    const isBelowContainer =
      last !== null && (containers[nextContainer] ?? Number.POSITIVE_INFINITY) < heading.paragraph
    const gap = (heading.number ?? 0) - (last?.number ?? 0)
    const goesOn =
      gap === 1 ||
      (last === null && heading.paragraph < textBegins) ||
      (found.length >= MIN_ROW && gap > 1 && gap <= MAX_GAP && row[i + 1]?.number === (heading.number ?? 0) + 1)
    const restarts =
      heading.number === 1 &&
      last !== null &&
      (isBelowContainer || ((last.number ?? 0) > 1 && row[i + 1]?.number === 2))
    if (!goesOn && !restarts) return
    found.push(heading)
    last = heading
  })
  return found
}

function countsPages(row: readonly Heading[], paragraphs: readonly string[]): boolean {
  const inner = row.slice(1)
  if (inner.length < 3 || inner.some((heading) => heading.ownTitle !== '')) return false
  const cut = inner.filter((heading) => {
    const before = paragraphs[heading.paragraph - 1] ?? ''
    return /\p{L}/u.test(before) && !ENDS_SENTENCE.test(before)
  })
  return cut.length > inner.length * MAX_CUT_SENTENCES
}
