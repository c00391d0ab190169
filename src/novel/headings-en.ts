/** The forms of English headings. */
import type { HeadingKind, LineForm } from './headings.ts'
import { parseEnglishWords, parseRoman } from './numerals.ts'

const KEYWORD =
  /^(chapter|chap|ch|part|pt|book|volume|vol|letter|stave|canto|fit|act|scene|episode|ep|section|§)(\.?)(?: |-|(?=\d)|(?<=§))(.+)$/i
const CONTAINER = new Set(['part', 'book', 'volume', 'act'])
const SECTION = new Set(['section', 'scene', '§'])
const UNIT_OF_SHORT: Record<string, string> = {
  chap: 'chapter',
  ch: 'chapter',
  vol: 'volume',
  pt: 'part',
  ep: 'episode',
}
const ORDINAL_FIRST =
  /^(?:(?:the|The|THE) )?(\p{Lu}[\p{L}-]+) (Chapter|CHAPTER|Part|PART|Book|BOOK|Volume|VOLUME|Act|ACT|Canto|CANTO|Letter|LETTER)([\s.:—–-].*)?$/u
const LAST =
  /^(?:(chapter|part|book|volume|act|canto) the last|(?:the )?(?:last|final) (chapter|part|book|volume|act|canto))(.*)$/i
const NAMED =
  /^(prologue|epilogue|preface|foreword|introduction|introductory|afterword|interlude|intermezzo|intermission|entr['’]acte|conclusion|postscript|prelude|overture|finale|coda|envoi|acknowledge?ments|dedication|(?:an? )?(?:author|translator|editor|publisher)['’]s (?:note|preface)|a note on the text|to the reader|about the author|glossary|bibliography|(?:cast|list) of characters|dramatis personae|bonus chapter|extra(?: chapter)?|side[- ]story|appendix(?: [A-Z](?![\p{L}])|(?: [IVX\d]+))?)(?: (?:[IVX]+|\d{1,3})(?=$|[\s.:—–-]))?(.*)$/iu
const BARE =
  /^(?:([IVXLC]+|[ivxl]+|\d{1,3})|[([]([IVXLC]+|\d{1,3})[)\]])(?:(\.|\))?|(?:[.)] ?|[:：—–-]+ ?| [—–-] )(\S.*))$/
/** 12 The Bridge: no mark between number and title. */
const BARE_UNMARKED = /^(\d{1,3}|[IVXLC]{2,}) (\p{Lu}.*)$/u
const TIME_OR_SCORE = /^\d+[:：—–-]\d/
const BARE_AMONG_CHINESE = /^([IVXLC]+) ([\u3400-\u9fff].*)$/u
/** Any other word can count the parts of a book: Day One, Tale the Second. */
const OTHER_UNIT = /^(?:The )?(\p{Lu}\p{L}{2,14}) ((?:the |The |THE )?[\p{L}\d-]+)(?:$|[.:—–-]+ ?(.*)$)/u
const MONTHS = 'january|february|march|april|may|june|july|august|september|october|november|december'
/** 5 May, 6 June, 1889. */
const DATE = new RegExp(`^\\d{1,2} (?:${MONTHS})(?!\\p{L})`, 'iu')
/** These count pages, pictures and things. */
const NO_DIVISION = new RegExp(
  `^(?:page|figure|fig|table|plate|item|step|question|answer|rule|note|number|exhibit|room|apartment|flat|gate|platform|route|highway|channel|unit|line|verse|psalm|point|option|type|grade|level|size|class|world|war|no|${MONTHS})$`,
  'i',
)
/** What may stand before a number: # and No. */
export const NUMBER_SIGN = /^(?:#|no\.? ?|№ ?)(?=\d)/i
/** Chapter 1 of 12, Chapter the Third and Last. */
const COUNTED = /^ (?:of (?:\d{1,4}|[IVXLC]+)|and last)(?![\p{L}\d])/iu
const MAX_BARE_TITLE = 80

/** `amongChinese`: the title may be Chinese, and labels need no capital. */
export function englishForm(text: string, amongChinese = false): LineForm | null {
  return (
    keywordForm(text, amongChinese) ??
    ordinalForm(text) ??
    namedForm(text) ??
    bareForm(text, amongChinese) ??
    otherUnitForm(text)
  )
}

function keywordForm(text: string, amongChinese: boolean): LineForm | null {
  const match = KEYWORD.exec(text)
  if (!match) return null
  const word = (match[1] ?? '').toLowerCase()
  const unit = UNIT_OF_SHORT[word] ?? word
  const read = readNumber(match[3] ?? '')
  if (!read) return null
  return formOf(text, unit, read, !/^[A-Z§]/.test(text) && !amongChinese)
}

/** The Second Part, LAST CHAPTER. */
function ordinalForm(text: string): LineForm | null {
  const last = LAST.exec(text)
  if (last && /^(?:The |THE )?[A-Z]\w* (?:the |THE )?[A-Z]/.test(text)) {
    const unit = (last[1] ?? last[2] ?? '').toLowerCase()
    const title = titleBehind(last[3] ?? '')
    return title === null ? null : { kind: CONTAINER.has(unit) ? 'container' : 'chapter', unit, number: null, title }
  }
  const match = ORDINAL_FIRST.exec(text)
  const read = match && parseEnglishWords([match[1] ?? ''])
  if (!match || !read || !/(?:st|nd|rd|th)$/i.test(match[1] ?? '')) return null
  return formOf(text, (match[2] ?? '').toLowerCase(), { value: read.value, rest: match[3] ?? '' }, false)
}

function formOf(
  text: string,
  unit: string,
  { value, rest }: { value: number; rest: string },
  isWeak: boolean,
): LineForm | null {
  const kind: HeadingKind = CONTAINER.has(unit) ? 'container' : SECTION.has(unit) ? 'section' : 'chapter'
  if (kind === 'container') {
    const inner = keywordForm(rest.replace(/^[\s.,:;—–-]+/, ''), false)
    if (inner && (inner.kind === 'chapter' || inner.unit === 'scene')) {
      return { ...inner, volume: text.slice(0, text.length - rest.length).trim() }
    }
  }
  const title = titleBehind(rest.replace(COUNTED, ''))
  const commaTitle = title === null ? doubtfulTitle(rest) : null
  if (commaTitle !== null) return { kind, unit, number: value, title: commaTitle, isWeak: true }
  if (title === null || (isWeak && title !== '' && !/^\s*[.:—–-]/.test(rest))) return null
  return { kind, unit, number: value, title, ...(isWeak && { isWeak }) }
}

/** Chapter 1, Fog: words behind a comma that end as no sentence does. */
function doubtfulTitle(rest: string): string | null {
  const title = /^, (\p{Lu}.*)$/u.exec(rest)?.[1] ?? ''
  return title !== '' && !/[.,;:!?]$/.test(title) && capitalisedShare(title.split(' ')) === 1 ? title : null
}

function namedForm(text: string): LineForm | null {
  const match = NAMED.exec(text)
  if (!match || !/^[A-Z]/.test(text)) return null
  const rest = match[2] ?? ''
  const isMarked = rest === '' || /^(?:[.:]| ?[—–-]| [\u3400-\u9fff])/.test(rest)
  const title = isMarked
    ? titleBehind(rest)
    : /^ (?:by|to the) \p{L}/iu.test(rest) && !/[.!?]$/.test(rest)
      ? rest.trim()
      : null
  // Author's Note: there is no chapter this week.
  const isNote = title !== null && /[.!?]$/.test(title) && capitalisedShare(title.split(' ')) < 0.5
  return title === null || isNote ? null : { kind: 'named', unit: (match[1] ?? '').toLowerCase(), number: null, title }
}

function bareForm(marked: string, amongChinese: boolean): LineForm | null {
  const text = marked.replace(NUMBER_SIGN, '')
  const match = BARE.exec(text)
  const unmarked = match ? null : (amongChinese ? BARE_AMONG_CHINESE : BARE_UNMARKED).exec(text)
  const numeral = match?.[1] ?? match?.[2] ?? unmarked?.[1]
  if (numeral === undefined) return bareWordForm(text)
  const isRoman = !/\d/.test(numeral)
  const number = isRoman ? parseRoman(numeral) : Number(numeral)
  const rest = match?.[4] ?? unmarked?.[2]
  const title = rest === undefined ? '' : titleBehind(unmarked ? ` ${rest}` : `: ${rest}`)
  if (!number || title === null || title.length > MAX_BARE_TITLE || TIME_OR_SCORE.test(text) || DATE.test(text))
    return null
  if (unmarked && capitalisedShare(title.split(' ')) < 1) return null
  // A question that is put, not a title: 1. Where were you?
  if (/\?$/.test(title) && capitalisedShare(title.split(' ')) < 0.6) return null
  // Small roman numerals are those of lists where anything follows.
  if (/^[ivxl]/.test(numeral) && title !== '') return null
  if (title !== '' && /[.!?;,]$/.test(title) && title !== title.toUpperCase() && title.split(' ').length > 6)
    return null
  return { kind: 'bare', unit: isRoman ? (/^[ivxl]/.test(numeral) ? 'small roman' : 'roman') : 'arabic', number, title }
}

/** ONE, Twenty-two: a number in words on a line of its own. */
function bareWordForm(text: string): LineForm | null {
  if (!/^\p{Lu}[\p{L}-]+(?: \p{L}[\p{L}-]+){0,3}\.?(?::.*)?$/u.test(text)) return null
  const [label = '', title = ''] = text.split(/: ?/, 2)
  const words = label.split(' ')
  const read = parseEnglishWords(words)
  return read && read.words === words.length && read.value > 0
    ? { kind: 'bare', unit: 'words', number: read.value, title }
    : null
}

function otherUnitForm(text: string): LineForm | null {
  const match = OTHER_UNIT.exec(text)
  const word = match?.[1] ?? ''
  if (!match || NO_DIVISION.test(word) || parseEnglishWords([word])) return null
  const read = readNumber(match[2] ?? '')
  const title = match[3] ?? ''
  if (read?.rest !== '' || title.length > MAX_BARE_TITLE || /[.!?;,]$/.test(title)) return null
  return { kind: 'bare', unit: `(${word.toLowerCase()})`, number: read.value, title }
}

function readNumber(marked: string): { value: number; rest: string } | null {
  const text = marked.replace(NUMBER_SIGN, '')
  const plain = /^(\d{1,4}|[IVXLCivxlc]+)(?![A-Za-z0-9'’])(.*)$/.exec(text)
  if (plain) {
    const value = /\d/.test(plain[1] ?? '') ? Number(plain[1]) : parseRoman(plain[1] ?? '')
    if (value !== null) return { value, rest: plain[2] ?? '' }
  }
  const words = text.split(/(?<=\S) |(?=[—–])/)
  const read = parseEnglishWords(words)
  if (!read) return null
  const used = words.slice(0, read.words).join(' ')
  const mark = /[.,:;]$/.exec(used)?.[0] ?? ''
  return { value: read.value, rest: mark + text.slice(used.length) }
}

/** The title behind an English label, '' for none, null when it is running text. */
function titleBehind(rest: string): string | null {
  const separator = /^[\s.:：、·|/／—–-]*/.exec(rest)?.[0] ?? ''
  const title = rest.slice(separator.length).trim()
  if (title === '') return ''
  if (/^[,;!?)]/.test(title)) return null
  const isCapitals = title === title.toUpperCase()
  const isMarked = /[.:：、·|/／—–-]/.test(separator)
  if (!isMarked && !/^["“'‘(]?[\p{Lu}\p{Lo}\d]/u.test(title)) return null
  // "Chapter 5. He was tired and went home." is a sentence; a title has few words, capitals, or no full stop.
  const words = title.split(' ')
  if (!isCapitals && /[.,;]$/.test(title) && words.length > 6 && capitalisedShare(words) < 0.6) return null
  if (!isMarked && !isCapitals && words.length > 3 && capitalisedShare(words) < 0.5) return null
  return title
}

/** Share of the longer words that begin with a capital. */
export function capitalisedShare(words: readonly string[]): number {
  const long = words.filter((word) => word.replace(/[^\p{L}]/gu, '').length > 3)
  if (long.length === 0) return 1
  return long.filter((word) => /^[^\p{L}]*[\p{Lu}\p{Lo}]/u.test(word)).length / long.length
}
