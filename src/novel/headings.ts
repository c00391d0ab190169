/**
 * Whether one line, looked at by itself, has the form of a heading. What makes it one (its place among the others) is decided
 * in `chapters.ts`.
 */
import { CHINESE_NUMERAL, parseChineseNumeral, parseEnglishWords, parseRoman } from './numerals.ts'

export type HeadingKind =
  /** Holds chapters: volume, book, part, 卷, 部. */
  | 'container'
  /** A numbered chapter. */
  | 'chapter'
  /** Below a chapter where chapters exist: 节. */
  | 'section'
  /** A division known by its name: prologue, 楔子, 番外. */
  | 'named'
  /** A number with or without a title: a heading only as part of a sequence. */
  | 'bare'

export interface HeadingForm {
  kind: HeadingKind
  /** What numbers of the same row share: `章`, `chapter`, `roman`. */
  unit: string
  number: number | null
  /** The line without decoration. */
  label: string
  /** What follows number or name; may be empty. */
  title: string
  /** A line of a table of contents: it ends in dots and a page number. */
  inContents: boolean
}

/** No heading is longer, in UTF-16 units; novels of the 18th century have titles of two hundred. */
const MAX_HEADING = 300
const MAX_CHINESE_TITLE = 45

const CHINESE_CONTAINER = '卷部篇册冊编編'
const CHINESE_CHAPTER = '章回话話幕集折'
const CHINESE_NAMED =
  /^(楔 ?子|引 ?子|引 ?言|序 ?章|序 ?言|序 ?幕|序 ?曲|序|前 ?言|自 ?序|代 ?序|后 ?记|後 ?記|跋|尾 ?声|尾 ?聲|终 ?章|終 ?章|最终章|最終章|终 ?曲|大结局|大結局|结 ?语|結 ?語|结 ?局|完本感言|附录|附錄|番外篇?|外传|外傳|间章|幕间)/
const NUMERAL = `[${CHINESE_NUMERAL}]`
const CHINESE_NUMBERED = new RegExp(`^第 ?(${NUMERAL}{1,9}) ?([${CHINESE_CONTAINER}${CHINESE_CHAPTER}节節])(.*)$`, 'u')
const CHINESE_VOLUME = new RegExp(`^(?:[卷部篇]之?(${NUMERAL}{1,4})|[上中下](?:卷|部|篇|册|冊))(.*)$`, 'u')
const CHINESE_BARE = new RegExp(`^(${NUMERAL}{1,4})(?:[、.．] ?(.*))?$`, 'u')
const ZERO_PADDED = /^(0\d{2,3}) (.+)$/
const SEPARATOR = /^(?: |[:：、·•.．,，—–-])+/

const ENGLISH_KEYWORD =
  /^(chapter|chap|ch|part|book|volume|vol|letter|stave|canto|act|scene|episode|section)(\.?)(?: |(?=\d))(.+)$/i
const ENGLISH_CONTAINER = new Set(['part', 'book', 'volume', 'act'])
const ENGLISH_NAMED =
  /^(prologue|epilogue|preface|foreword|introduction|introductory|afterword|interlude|intermezzo|conclusion|postscript|prelude|coda|acknowledge?ments|dedication|author['’]s note|appendix(?: [A-Z]|(?: [IVX]+))?)(.*)$/i
const ENGLISH_BARE = /^([IVXLC]+|\d{1,3})(?:(\.)?|(?:\. ?|[:—–-] ?| [—–-] )(\S.*))$/

/** Reads a line as a heading, or returns null. */
export function parseHeading(line: string): HeadingForm | null {
  if (line.length > MAX_HEADING || line === '') return null
  const { text, inContents } = undecorate(line)
  if (text === '') return null
  const form = /[\u3400-\u9fff]/.test(text) ? (chineseForm(text) ?? englishForm(text)) : englishForm(text)
  return form && { ...form, label: text, inContents }
}

type Form = Omit<HeadingForm, 'label' | 'inContents'>

/** Takes off Markdown, brackets, rows of signs, dot leaders with page numbers, and the words that web sites put in front. */
function undecorate(line: string): { text: string; inContents: boolean } {
  let text = line.replace(/[０-９Ａ-Ｚａ-ｚ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
  text = text.replace(/^(?:[#＃]+|[=*_~—-]{2,}|[*_])\s*/, '').replace(/\s*(?:[=*~]{2,}|[*_]+|#+)$/, '')
  text = text.replace(/^[【〔[](.*)[】〕\]]$/, '$1')
  text = text.replace(/^(?:正文|VIP卷?|vip卷?|VIP章节)[ :：]*(?=第)/, '')
  const leader = /[ .…·．—-]{4,}\d{1,4}$/.exec(text)
  if (leader) text = text.slice(0, leader.index)
  return { text: text.trim(), inContents: leader !== null }
}

function chineseForm(text: string): Form | null {
  const numbered = CHINESE_NUMBERED.exec(text)
  if (numbered) {
    const [, numeral = '', unit = '', rest = ''] = numbered
    const number = parseChineseNumeral(numeral)
    if (number === null) return null
    const container = CHINESE_CONTAINER.includes(unit)
    const inner = container ? chineseForm(rest.trim()) : null
    if (inner?.kind === 'chapter') return inner
    const title = chineseTitle(rest, container)
    if (title === null) return null
    return { kind: container ? 'container' : '节節'.includes(unit) ? 'section' : 'chapter', unit, number, title }
  }
  const volume = CHINESE_VOLUME.exec(text)
  if (volume) {
    const rest = volume[2] ?? ''
    const inner = chineseForm(rest.trim())
    if (inner?.kind === 'chapter') return inner
    const title = chineseTitle(rest, true)
    return title === null
      ? null
      : { kind: 'container', unit: '卷', number: parseChineseNumeral(volume[1] ?? ''), title }
  }
  const named = CHINESE_NAMED.exec(text)
  if (named) {
    const rest = text
      .slice(named[0].length)
      .replace(new RegExp(`^ ?(?:之?${NUMERAL}{1,3})(?= |[:：、·（(]|$)`, 'u'), '')
    const title = /^[（(][^）)]{1,12}[）)]$/.test(rest) ? rest : chineseTitle(rest, true)
    return title === null ? null : { kind: 'named', unit: named[1]?.replace(' ', '') ?? '', number: null, title }
  }
  const bare = CHINESE_BARE.exec(text) ?? ZERO_PADDED.exec(text)
  if (bare) {
    const number = parseChineseNumeral(bare[1] ?? '')
    const title = chineseTitle(bare[2] ?? '', false)
    if (number === null || number === 0 || title === null || title.length > 20) return null
    return { kind: 'bare', unit: /\d/.test(bare[1] ?? '') ? 'arabic' : 'chinese', number, title }
  }
  return null
}

/** The title behind a label, '' for none, null when it is running text. */
function chineseTitle(rest: string, needsSeparator: boolean): string | null {
  if (rest === '') return ''
  const separator = SEPARATOR.exec(rest)?.[0] ?? ''
  const title = rest.slice(separator.length).trim()
  if (title === '') return /^[ —–-]*$/.test(separator) || separator.length <= 2 ? '' : null
  if (title.length > MAX_CHINESE_TITLE) return null
  const bracketed = /^[（(【《“]/.test(title)
  if (separator === '' && needsSeparator && !bracketed) return null
  if (/[。；]/.test(title.slice(0, -1)) || /[，,；：:、]$/.test(title)) return null
  if (separator !== '' || bracketed) return /^[，,]/.test(separator) ? null : title
  // Glued to its label a title may hold no punctuation of running text.
  return /[，,。．.；：]/.test(title) || /^[里中的裡]/.test(title) ? null : title.length <= 30 ? title : null
}

function englishForm(text: string): Form | null {
  const keyword = ENGLISH_KEYWORD.exec(text)
  if (keyword) {
    const word = (keyword[1] ?? '').toLowerCase()
    const read = readEnglishNumber(keyword[3] ?? '')
    if (!read || !/^[A-Z]/.test(text)) return null
    const title = englishTitle(read.rest)
    if (title === null) return null
    const unit = word.startsWith('ch') ? 'chapter' : word === 'vol' ? 'volume' : word
    const kind = ENGLISH_CONTAINER.has(unit)
      ? 'container'
      : unit === 'section' || unit === 'scene'
        ? 'section'
        : 'chapter'
    return { kind, unit, number: read.value, title }
  }
  const named = ENGLISH_NAMED.exec(text)
  if (named && /^[A-Z]/.test(text)) {
    const rest = named[2] ?? ''
    const title = rest === '' || /^(?:[.:]| ?[—–-])/.test(rest) ? englishTitle(rest) : null
    return title === null ? null : { kind: 'named', unit: (named[1] ?? '').toLowerCase(), number: null, title }
  }
  const bare = ENGLISH_BARE.exec(text)
  if (bare) {
    const numeral = bare[1] ?? ''
    const roman = !/\d/.test(numeral)
    const number = roman ? parseRoman(numeral) : Number(numeral)
    const title = bare[3] ? englishTitle(`: ${bare[3]}`) : ''
    if (!number || title === null || title.length > 80) return null
    return { kind: 'bare', unit: roman ? 'roman' : 'arabic', number, title }
  }
  return null
}

function readEnglishNumber(text: string): { value: number; rest: string } | null {
  const plain = /^(\d{1,4}|[IVXLCivxlc]+)(?![A-Za-z0-9'’])(.*)$/.exec(text)
  if (plain) {
    const value = /\d/.test(plain[1] ?? '') ? Number(plain[1]) : parseRoman(plain[1] ?? '')
    if (value) return { value, rest: plain[2] ?? '' }
  }
  const words = text.split(' ')
  const read = parseEnglishWords(words)
  if (!read) return null
  const last = words[read.words - 1] ?? ''
  const mark = /[.,:;]$/.exec(last)?.[0] ?? ''
  return {
    value: read.value,
    rest: `${mark}${words
      .slice(read.words)
      .map((word) => ` ${word}`)
      .join('')}`,
  }
}

/** The title behind an English label, '' for none, null when it is running text. */
function englishTitle(rest: string): string | null {
  const separator = /^[\s.:—–-]*/.exec(rest)?.[0] ?? ''
  const title = rest.slice(separator.length).trim()
  if (title === '') return ''
  if (/^[,;!?)]/.test(title)) return null
  const capitals = title === title.toUpperCase()
  const marked = /[.:—–-]/.test(separator)
  if (!marked && !/^["“'‘(]?[\p{Lu}\p{Lo}\d]/u.test(title)) return null
  // "Chapter 5. He was tired and went home." is a sentence; a title has few words, capitals, or no full stop.
  const words = title.split(' ')
  if (!capitals && /[.,;]$/.test(title) && words.length > 6 && capitalisedShare(words) < 0.6) return null
  if (!marked && !capitals && words.length > 3 && capitalisedShare(words) < 0.5) return null
  return title
}

/** Share of the longer words that begin with a capital. */
export function capitalisedShare(words: readonly string[]): number {
  const long = words.filter((word) => word.replace(/[^\p{L}]/gu, '').length > 3)
  if (long.length === 0) return 1
  return long.filter((word) => /^[^\p{L}]*\p{Lu}/u.test(word)).length / long.length
}
