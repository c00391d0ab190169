/** The order in which a person would put files of chapters: by the numbers in their names, Arabic, Chinese, Roman or in words. */
import { parseHeading } from '../headings.ts'
import { CHINESE_NUMERAL, parseChineseNumeral } from '../numerals.ts'

/** Come before the numbered chapters, and after them. */
const OPENINGS = /^(?:序|楔子|引子|前言|简介|簡介|引言|prologue|preface|foreword|introduction)/i
const CLOSINGS = /^(?:尾声|尾聲|后记|後記|番外|终章|終章|完本|epilogue|afterword|appendix|extra)/i

const TOKEN = new RegExp(
  `\\d+|[${CHINESE_NUMERAL.replace('0-9', '')}]+|[^\\d${CHINESE_NUMERAL.replace('0-9', '')}]+`,
  'gu',
)

/** Parts of one chapter. */
const PARTS = ['上', '中', '下']

/** For `sort`: compares two paths folder by folder. */
export function compareNaturally(one: string, other: string): number {
  const [a, b] = [one.split('/'), other.split('/')]
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    // Files come before the folders beside them: a preface before the volumes.
    const isFile = Number(i < a.length - 1) - Number(i < b.length - 1)
    const order = isFile || compareNames(a[i] ?? '', b[i] ?? '')
    if (order !== 0) return order
  }
  return a.length - b.length
}

function compareNames(one: string, other: string): number {
  const [a, b] = [plain(one), plain(other)]
  if (a === b) return 0
  const place = placeOf(a) - placeOf(b)
  if (place !== 0) return place
  const [headingA, headingB] = [parseHeading(a), parseHeading(b)]
  if (headingA && headingB && headingA.unit === headingB.unit) {
    const order = (headingA.number ?? 0) - (headingB.number ?? 0)
    if (order !== 0) return order
  }
  return compareTokens(a.toLowerCase().match(TOKEN) ?? [], b.toLowerCase().match(TOKEN) ?? [])
}

function compareTokens(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [tokenA = '', tokenB = ''] = [a[i], b[i]]
    const [numberA, numberB] = [parseChineseNumeral(tokenA), parseChineseNumeral(tokenB)]
    if (numberA !== null && numberB !== null) {
      if (numberA !== numberB) return numberA - numberB
    } else if (tokenA !== tokenB) {
      return compareWords(tokenA, tokenB)
    }
  }
  return a.length - b.length
}

/** By code point and not by a locale: the same archive gives the same novel on every computer. */
function compareWords(a: string, b: string): number {
  let i = 0
  while (i < a.length && a[i] === b[i]) i++
  const [partA, partB] = [PARTS.indexOf(a.charAt(i)), PARTS.indexOf(b.charAt(i))]
  if (partA >= 0 && partB >= 0) return partA - partB
  return a < b ? -1 : 1
}

function placeOf(name: string): number {
  return OPENINGS.test(name) ? -1 : CLOSINGS.test(name) ? 1 : 0
}

function plain(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\.[a-z]{1,8}$/i, '')
    .trim()
}
