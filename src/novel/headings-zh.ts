/** The forms of Chinese headings. */

import type { LineForm } from './headings.ts'
import { NUMBER_SIGN } from './headings-en.ts'
import { CHINESE_NUMERAL, parseChineseNumeral } from './numerals.ts'

const MAX_TITLE = 45
/** Titles of headings that are a number alone, and those glued to their label, are short. */
const MAX_BARE_TITLE = 20
const MAX_GLUED_TITLE = 30

const CONTAINER = '卷部篇册冊编編辑輯季'
const CHAPTER = '章回话話幕集折'
const SECTION = '节節场場出'
/** After these units a glued title is as often a word that begins with the unit: 第一集团军, 第二回合, 第三节车厢. */
const DOUBTFUL_GLUED = /[回话話幕集折]/
/** Words that begin with 章 or 回 and go on a sentence. */
const GOES_ON = /^(?:[里中的裡上下前后後]|节|節|程|鱼|魚|合|来|來|头|頭|到|去)/
const NAMED = [
  '楔 ?子|引 ?子|引 ?言|序 ?章|序 ?言|序 ?幕|序 ?曲|序|译者序|譯者序|前 ?言|自 ?序|代 ?序|总 ?序|再版序|新版序',
  '后 ?记|後 ?記|代后记|编后记|译后记|跋|尾 ?声|尾 ?聲|尾 ?章|末 ?章|终 ?章|終 ?章|最终章|最終章|最终回|最后一章|最後一章|终 ?曲|終 ?曲',
  '大结局|大結局|结 ?语|結 ?語|结 ?局|结 ?尾|(?:完本|上架|新书|完结|卷末|出版)感言|新书预告|请假条|题 ?记|引|附录|附錄',
  '番外篇?|特别番外|外传|外傳|前传|前傳|特别篇|特別篇|间章|間章|幕间|幕間|插曲|过渡章|写在前面的?话?|写在最后的?话?|作者的话|卷首语|卷末语|卷尾语|导读|導讀|导言|导论|绪论|缘起|断章|斷章|特典|(?:人物|角色|登场人物)(?:介绍|介紹|表)|登场人物|登場人物|附记|附記|出版说明|出版說明|(?:编|編)者按',
].join('|')
/** The characters that headings begin with, as the body of a character class. */
export const CHINESE_BEGINNINGS = `第正上中下${CHINESE_NUMERAL}${CONTAINER}${NAMED.replace(/\(\?:/g, '')
  .split('|')
  .map((name) => name.charAt(0))
  .join('')}`
const CHINESE_NAMED = new RegExp(`^(${NAMED})`)
const NUMERAL = `[${CHINESE_NUMERAL}]`
const NUMBERED = new RegExp(
  `^第 ?(${NUMERAL}(?: ?${NUMERAL}){0,11}) ?(部分|[${CONTAINER}${CHAPTER}${SECTION}])(.*)$`,
  'u',
)
/** 番外三, 序章（上）. */
const NUMBER_OF_NAMED = new RegExp(
  `^ ?(?:之?${NUMERAL}{1,4}|第${NUMERAL}{1,4}[章回话節节篇]|[（(]${NUMERAL}{1,4}[）)]|[上中下]|[A-Z])(?=[ :：、·.．（(]|$)`,
  'u',
)
const VOLUME = new RegExp(
  `^(?:卷 ?([上中下])(?![\\u3400-\\u9fff])|[卷部篇] ?之?(${NUMERAL}{1,5})|[上中下](?:卷|部|篇|册|冊|编|編|集)|[首终終末尾](?:卷|篇)|番外卷)(.*)$`,
  'u',
)
const INNER_CHAPTER = new RegExp(`^(.*?)[ ·:：，,、.-]*(?=第 ?${NUMERAL}{1,12} ?[${CHAPTER}]|(?:${NAMED})$)`, 'u')
const BARE = new RegExp(
  `^(?:(${NUMERAL}{1,7})|[（(【\\[](${NUMERAL}{1,7})[）)】\\]])(?: ?([、.．:：] ?.*)|( .+))?$`,
  'u',
)
const BRACKETED_BARE = new RegExp(`^[（(](${NUMERAL}{1,7})[）)](.*)$`, 'u')
/** 第 left out: 十三章 空房. */
const UNMARKED = new RegExp(`^(${NUMERAL}{1,7}) ?([章回话話集])(?:[ :：·、—-]+(\\S.*))?$`, 'u')
/** A volume known by a name alone, 春之卷: one only right above a chapter. */
const NAMED_VOLUME = /^[\u3400-\u9fff]{1,6}[卷篇]$/
/** Any other measure word can count the parts of a book: 第一夜, 第二案. */
const OTHER_UNIT = new RegExp(`^第(${NUMERAL}{1,7})([\\u3400-\\u9fff])(?:[ :：·、—-]+(.+))?$`, 'u')
/** These count pages, laws and things. */
const NO_DIVISION = '页頁条條款项項题題步行版张張图圖表号號名位个個'
const SEPARATOR = /^(?: |[:：、·•・.．。,，|｜/／_—–-])+/
/** 第三章完: the end of it. */
const ENDED = /^[ ·:：—-]*[（(]?(?:完|终|終|完结|完結|结束|結束|已完|未完|待续|待續)[)）]?$/

export function chineseForm(text: string): LineForm | null {
  return (
    numberedForm(text) ??
    volumeForm(text) ??
    namedForm(text) ??
    unmarkedForm(text) ??
    bareForm(text) ??
    otherUnitForm(text) ??
    namedVolumeForm(text)
  )
}

function numberedForm(text: string): LineForm | null {
  const match = NUMBERED.exec(text)
  if (!match) return null
  const [, numeral = '', unit = '', rest = ''] = match
  const number = parseChineseNumeral(numeral.replaceAll(' ', ''))
  if (number === null) return null
  const isContainer = unit === '部分' || CONTAINER.includes(unit)
  if (isContainer) {
    const inner = innerForm(text, rest)
    if (inner) return inner
  }
  if (rest !== '' && !/^ /.test(rest) && ENDED.test(rest)) return null
  const isSection = SECTION.includes(unit)
  const title = titleBehind(rest, isContainer || isSection)
  const kind = isContainer ? 'container' : isSection ? 'section' : 'chapter'
  if (title !== null) {
    const isGlued = title !== '' && rest.startsWith(title) && !/^[（(【《“「『]/.test(title)
    const isWeak = isGlued && DOUBTFUL_GLUED.test(unit)
    return { kind, unit, number, title, ...(isWeak && { isWeak }) }
  }
  const doubtful = doubtfulTitle(rest)
  return doubtful === null || isSection ? null : { kind, unit, number, title: doubtful, isWeak: true }
}

/** A chapter that stands behind its volume on the same line: 第二卷 风起 第一章 归来. */
function innerForm(text: string, rest: string): LineForm | null {
  const before = INNER_CHAPTER.exec(rest)
  if (!before || /[。！？；]/.test(before[1] ?? '')) return null
  const inner = numberedForm(rest.slice(before[0].length)) ?? namedForm(rest.slice(before[0].length))
  if (inner?.kind !== 'chapter' && inner?.kind !== 'named') return null
  const volume = `${text.slice(0, text.length - rest.length)}${before[1] ?? ''}`.trim()
  return { ...inner, volume }
}

function volumeForm(text: string): LineForm | null {
  const match = VOLUME.exec(text)
  if (!match) return null
  const rest = match[3] ?? ''
  const inner = innerForm(text, rest)
  if (inner) return inner
  const title = ENDED.test(rest) ? null : titleBehind(rest, true)
  if (title === null) return null
  const place = '上中下'.indexOf(match[1] ?? text.charAt(0)) + 1
  return { kind: 'container', unit: '卷', number: parseChineseNumeral(match[2] ?? '') ?? (place || null), title }
}

function namedForm(text: string): LineForm | null {
  const match = CHINESE_NAMED.exec(text)
  if (!match) return null
  const unit = match[1]?.replace(' ', '') ?? ''
  const rest = text.slice(match[0].length).replace(NUMBER_OF_NAMED, '')
  const form = (title: string): LineForm => ({ kind: 'named', unit, number: null, title })
  if (/^[（(][^）)]{1,12}[）)]$/.test(rest)) return form(rest)
  // 番外之雪夜
  if (/^之[\u3400-\u9fff]{1,12}$/.test(rest)) return form(rest)
  const title = titleBehind(rest, true)
  // A note of the author on one line: 作者的话：今天没有更新。
  return title === null || title.endsWith('。') ? null : form(title)
}

function bareForm(marked: string): LineForm | null {
  const text = marked.replace(NUMBER_SIGN, '')
  const bracketed = BRACKETED_BARE.exec(text)
  const match = BARE.exec(text)
  const numeral = bracketed?.[1] ?? match?.[1] ?? match?.[2] ?? ''
  const rest = bracketed ? (bracketed[2] ?? '') : (match?.[3] ?? match?.[4] ?? '')
  const number = parseChineseNumeral(numeral)
  const title = titleBehind(rest, false)
  if (number === null || title === null || title.length > MAX_BARE_TITLE) return null
  if (/[。；]$/.test(title)) return null
  const digits = /\d/.test(numeral) ? 'arabic' : 'chinese'
  return { kind: 'bare', unit: bracketed ? `(${digits})` : digits, number, title }
}

function unmarkedForm(text: string): LineForm | null {
  const [, numeral = '', unit = '', title = ''] = UNMARKED.exec(text) ?? []
  const number = parseChineseNumeral(numeral)
  if (number === null || title.length > MAX_BARE_TITLE || /[，。；：]/.test(title)) return null
  return { kind: 'chapter', unit, number, title, isWeak: true }
}

function namedVolumeForm(text: string): LineForm | null {
  return NAMED_VOLUME.test(text) ? { kind: 'container', unit: '卷', number: null, title: text, isWeak: true } : null
}

function otherUnitForm(text: string): LineForm | null {
  const match = OTHER_UNIT.exec(text)
  const number = parseChineseNumeral(match?.[1] ?? '')
  if (!match || number === null || NO_DIVISION.includes(match[2] ?? '')) return null
  const title = (match[3] ?? '').trim()
  if (title.length > MAX_BARE_TITLE || /[，。；！？!?]/.test(title)) return null
  return { kind: 'bare', unit: `第${match[2]}`, number, title }
}

/** The title behind a label, '' for none, null when it is running text. */
function titleBehind(rest: string, needsSeparator: boolean): string | null {
  if (rest === '') return ''
  const separator = SEPARATOR.exec(rest)?.[0] ?? ''
  const title = rest.slice(separator.length).trim()
  if (title === '') return /^[ —–-]*$/.test(separator) || separator.length <= 2 ? '' : null
  if (title.length > MAX_TITLE) return null
  const isBracketed = /^[（(【《“「『<〈]/.test(title)
  if (separator === '' && needsSeparator && !isBracketed) return null
  if (/[。；]/.test(title.slice(0, -1)) || /[，,；：:、]$/.test(title)) return null
  if (separator !== '' || isBracketed)
    return /^[，,]/.test(separator) || (/^。/.test(separator) && /[。！？…]$/.test(title)) ? null : title
  // Glued to its label a title may hold no punctuation of running text.
  if (/[，,。．.；：]/.test(title) || GOES_ON.test(title)) return null
  return title.length <= MAX_GLUED_TITLE ? title : null
}

/** A glued title with a comma in it: 第九章去者日以疏，来者日以亲. It ends as no sentence does. */
function doubtfulTitle(rest: string): string | null {
  const title = rest.replace(/^[，,。] ?/, '').trim()
  const fits =
    title !== '' && title.length <= MAX_GLUED_TITLE && !GOES_ON.test(title) && !/[。；：、，,…”」]$/.test(title)
  return fits && !/[。；]/.test(title) ? title : null
}
