/** Which lines that look like headings are headings: by what stands between them, their numbers, and how often they come. */
import { type ContentsRange, dottedContents, isContentsTitle, lettersOf, withoutContents } from './contents.ts'
import { type HeadingForm, readHeadingForm } from './headings.ts'
import { capitalisedShare } from './headings-en.ts'
import { bareRow, withoutDoubtful } from './numbering.ts'
import { CHINESE_NUMERAL } from './numerals.ts'

export interface Heading extends HeadingForm {
  /** The paragraph of the label. */
  paragraph: number
  /** The first paragraph after label and title lines. */
  bodyParagraph: number
  /** The title on the label's line and the lines under it. */
  ownTitle: string
  /** Label and title lines, joined by one space. */
  fullTitle: string
}

/** Title lines under a label, at most: three in the longest of the old novels. */
const MAX_TITLE_LINES = 3
const END_MARK = /^(the end|finis|end of .{3,40}|[（(]?(全书完|完|全文完|未完待续|本章完|待续)[)）]?)[.。]?$/i
/** 第三章 完 under 第三章 is its end. */
const END_WORD = /^[（(]?(?:完|终|終|完结|完結|结束|ends?|the end)[)）]?$/i

/** Contents in two columns: 第一章 雾 第二章 霜. */
const SECOND_ENTRY = new RegExp(`\\S 第[${CHINESE_NUMERAL}]{1,9}[章回](?: |$)`, 'u')

export interface FoundHeadings {
  /** In order, containers and sections included. */
  headings: Heading[]
  /** Tables of contents. */
  contents: ContentsRange[]
}

/** Every heading of the novel; contents, running heads and lists are left out. Takes time in proportion to the paragraphs. */
export function findHeadings(paragraphs: readonly string[]): FoundHeadings {
  const dotted: number[] = []
  const forms: Array<HeadingForm | null> = paragraphs.map((text) => readHeadingForm(text))
  const candidates = forms.flatMap((form, paragraph): Heading[] => {
    if (form === null) return []
    const isListed = form.inContents || SECOND_ENTRY.test(form.title)
    if (isListed) dotted.push(paragraph)
    return isListed ? [] : [withTitleLines(form, paragraph, paragraphs, forms)]
  })
  const certain = withoutDoubtful(candidates.filter((heading) => heading.kind !== 'bare'))
  const listed = withoutContents(certain, paragraphs)
  const numbered = withoutRepeats(listed.headings)
  const contents = [...dottedContents(dotted, paragraphs), ...listed.contents].sort((a, b) => a.from - b.from)
  const bare = bareRow(candidates, numbered, paragraphs)
  return { headings: chooseRow(numbered, bare), contents }
}

/**
 * Bare numbers are headings where no chapters are; between chapters they count sections within them. A single line that has the
 * form of a chapter amid a long row of numbers is a line of the text.
 */
function chooseRow(numbered: readonly Heading[], bare: readonly Heading[]): Heading[] {
  const chapters = numbered.filter((heading) => heading.kind === 'chapter')
  if (chapters.length === 0) return inOrder([...numbered, ...bare])
  const [only] = chapters
  const isStray =
    chapters.length === 1 &&
    only !== undefined &&
    bare.length >= 4 &&
    (bare[1]?.paragraph ?? 0) < only.paragraph &&
    bare.every((heading, i) => heading.number === i + 1)
  return isStray ? inOrder([...numbered.filter((heading) => heading !== only), ...bare]) : [...numbered]
}

/** Sorts the headings by their places. */
export function inOrder(headings: Heading[]): Heading[] {
  return headings.sort((a, b) => a.paragraph - b.paragraph)
}

/** Takes up to three short lines under a label without a title of its own as its title. */
function withTitleLines(
  form: HeadingForm,
  paragraph: number,
  paragraphs: readonly string[],
  forms: ReadonlyArray<HeadingForm | null>,
): Heading {
  let bodyParagraph = paragraph + 1
  const titles: string[] = []
  if (form.title === '' && form.kind !== 'named') {
    while (titles.length < MAX_TITLE_LINES) {
      const line = paragraphs[bodyParagraph]
      const isLast = paragraphs[bodyParagraph + 1] === undefined
      if (line === undefined || isLast || !isTitleLine(line, titles) || isHeading(forms[bodyParagraph])) break
      titles.push(line)
      bodyParagraph++
    }
  }
  const ownTitle = [form.title, ...titles].filter((title) => title !== '').join(' ')
  return { ...form, paragraph, bodyParagraph, ownTitle, fullTitle: [form.label, ...titles].join(' ') }
}

function isHeading(form: HeadingForm | null | undefined): boolean {
  return form !== null && form !== undefined && !form.isWeak
}

function isTitleLine(line: string, before: readonly string[]): boolean {
  if (isContentsTitle(line) || END_MARK.test(line)) return false
  if (/[\u3400-\u9fff]/.test(line)) {
    return before.length === 0 && line.length <= 24 && !/[，。！？：；…“”"—「」『』]/.test(line)
  }
  if (!/\p{L}/u.test(line) || /^["“'‘]/.test(line)) return false
  if (line === line.toUpperCase())
    return line.length <= 250 && (before.length === 0 || before.every((b) => b === b.toUpperCase()))
  if (before.length > 0 || line.length > 90 || /[.,;:]$/.test(line)) return false
  return capitalisedShare(line.split(' ')) >= 0.6 && /^\p{Lu}/u.test(line)
}

/** Drops a heading that repeats the one before it, as printed pages do at their head, and one that says where it ends. */
function withoutRepeats(headings: readonly Heading[]): Heading[] {
  const lastOfKind = new Map<string, Heading>()
  return headings.filter((heading) => {
    const isContainer = heading.kind === 'container'
    const before = lastOfKind.get(heading.kind)
    const isSame = before?.unit === heading.unit && before.number === heading.number && heading.number !== null
    const isRunningHead = isSame && repeats(before, heading)
    if (isRunningHead || (isSame && END_WORD.test(heading.ownTitle))) return false
    // Numbers may begin again below a container.
    if (isContainer) lastOfKind.clear()
    lastOfKind.set(heading.kind, heading)
    return true
  })
}

function repeats(before: Heading, heading: Heading): boolean {
  const letters = lettersOf(heading.ownTitle)
  const known = lettersOf(before.ownTitle)
  // CHAPTER V 61: nothing but the number of the page stands behind the label.
  const isPaged = /^\d{1,4}$/.test(heading.ownTitle) && heading.label.endsWith(` ${heading.ownTitle}`)
  return letters === known || ((heading.ownTitle === '' || isPaged) && known !== heading.ownTitle)
}
