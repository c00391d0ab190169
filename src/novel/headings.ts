/**
 * Whether one line, looked at by itself, has the form of a heading. What makes it one (its place among the others) is decided
 * in `find-headings.ts`.
 */

import { englishForm } from './headings-en.ts'
import { CHINESE_BEGINNINGS, chineseForm } from './headings-zh.ts'

export type HeadingKind =
  /** Holds chapters: volume, book, part, 卷, 部. */
  | 'container'
  /** A numbered chapter. */
  | 'chapter'
  /** Below a chapter where chapters exist: 节, scene. */
  | 'section'
  /** A division known by its name: prologue, 楔子, 番外. */
  | 'named'
  /** A number with or without a title: a heading only as part of a sequence. */
  | 'bare'

/** What the rules of a language read in a line. */
export interface LineForm {
  kind: HeadingKind
  /** What numbers of the same row share: `章`, `chapter`, `roman`. */
  unit: string
  number: number | null
  /** What follows number or name; may be empty. */
  title: string
  /** Could as well be a sentence: a heading only between headings of its row that leave room for its number. */
  isWeak?: boolean
  /** The volume that the same line names before the chapter: 第二卷 of 第二卷 第一章. */
  volume?: string
}

export interface HeadingForm extends LineForm {
  /** The line without decoration. */
  label: string
  /** A line of a table of contents: it ends in dots and a page number. */
  inContents: boolean
}

/** No heading is longer, in UTF-16 units; novels of the 18th century have titles of two hundred. */
const MAX_HEADING = 300

/** Reads a line as a heading, or returns null. Doubtful forms are null. */
export function parseHeading(line: string): HeadingForm | null {
  const form = readHeadingForm(line)
  return form?.isWeak ? null : form
}

/** Reads a line as a heading, doubtful forms included. */
export function readHeadingForm(line: string): HeadingForm | null {
  if (line.length > MAX_HEADING || !BEGINNING.test(line)) return null
  const { text, inContents } = undecorate(line)
  if (text === '') return null
  const isChinese = /[\u3400-\u9fff]/.test(text)
  const form = (isChinese ? chineseForm(text) : null) ?? englishForm(text, isChinese)
  return form && { ...form, label: text, inContents }
}

/** Also roman numerals that are one character: Ⅷ. */
const COMPATIBLE = /[０-９Ａ-Ｚａ-ｚ\u2160-\u217f]/g
const ORNAMENTS = '#＃=＝*＊_~～※☆★●○◎◆◇■□▲△▼▽♦♥✦✧•|｜>＞→━─'
const LEADING = new RegExp(`^(?:[${ORNAMENTS}]+[、，.]?|[-–—]{2,}|[-–—·](?= ))\\s*(?=\\S)`, 'u')
const TRAILING = new RegExp(`(?<=\\S)\\s*(?:[${ORNAMENTS}]+|[-–—]{2,}|(?<= )[-–—·])$`, 'u')
const BRACKETED = /^(?:【(.*)】|〔(.*)〕|\[(.*)\]|〖(.*)〗|《(.*)》|〈(.*)〉|<(.*)>)$/
const BRACKETED_LABEL =
  /^(?:【([^】]{1,12})】|〔([^〕]{1,12})〕|\[([^\]]{1,12})\]|〖([^〗]{1,12})〗|（([第卷][^）]{1,10})）) ?(?=\S)/
/** What exports put before a chapter's own number: the part of the site it was in, or the place in its list. */
const SITE_PREFIX = /^(?:正文卷?|VIP卷?|VIP章节|\d{1,5})[ :：_·、.．-]*(?=第)/i
const LETTERS_APART = /^(?:[A-Z\d] +){3,}[A-Z\d]\.?$/
const PAGE_NUMBER = /\d{1,4}$/
const LEADER_MARKS = ' .…·．—_-'
const MIN_LEADER = 4
/** What any heading begins with. Most lines of prose in Chinese do not, and need no closer look. */
const BEGINNING = new RegExp(
  `^[\\x00-\\u024f\\u2160-\\u217f\\uff10-\\uff5a【〔〖《〈（№§–—·${ORNAMENTS}${CHINESE_BEGINNINGS}]|^.{1,6}[卷篇]$`,
  'u',
)

/** Takes off Markdown, brackets, rows of signs, dot leaders with page numbers, and the words that web sites put in front. */
function undecorate(line: string): { text: string; inContents: boolean } {
  const plain = line.replace(COMPATIBLE, (character) => character.normalize('NFKC'))
  const unled = withoutLeader(plain)
  let text = unled.replace(LEADING, '').replace(TRAILING, '')
  const inner = BRACKETED.exec(text)
    ?.slice(1)
    .find((part) => part !== undefined)
  if (inner !== undefined && !/[【〔[〖《〈<]/.test(inner)) text = inner.trim()
  else {
    text = text.replace(
      BRACKETED_LABEL,
      (_, ...parts: Array<string | undefined>) => `${parts.slice(0, 5).find((part) => part !== undefined) ?? ''} `,
    )
  }
  text = closeUp(text.replace(SITE_PREFIX, ''))
  return { text: text.trim(), inContents: unled !== plain }
}

/** Printers set capitals apart: C H A P T E R  I V. */
function closeUp(text: string): string {
  return LETTERS_APART.test(text) ? text.replaceAll(' ', '').replace(/^(?:CHAPTER|PART|BOOK|VOLUME)(?=.)/, '$& ') : text
}

/** A line without the dots and the page number at its end. Walked backwards: a row of dots is no reason to try each of them. */
function withoutLeader(line: string): string {
  const page = PAGE_NUMBER.exec(line.slice(-4))
  if (!page) return line
  const end = line.length - page[0].length
  let start = end
  while (start > 0 && LEADER_MARKS.includes(line.charAt(start - 1))) start--
  return end - start >= MIN_LEADER ? line.slice(0, start) : line
}
