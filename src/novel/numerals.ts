/** Numbers of headings: arabic, Chinese (also financial and digit by digit), roman, and English words. */

const CHINESE_DIGITS: Record<string, number> = {
  零: 0,
  〇: 0,
  '○': 0,
  一: 1,
  壹: 1,
  二: 2,
  贰: 2,
  貳: 2,
  两: 2,
  兩: 2,
  三: 3,
  叁: 3,
  參: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  陸: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
}
const CHINESE_UNITS: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }
const CHINESE_MYRIADS = '万萬'
const CHINESE_TENS: Record<string, number> = { 廿: 20, 卅: 30, 卌: 40 }

/** A character class body for Chinese numerals and arabic digits (after NFKC). */
export const CHINESE_NUMERAL = '0-9零〇○一二三四五六七八九十百千两兩廿卅卌壹贰貳叁參肆伍陆陸柒捌玖拾佰仟万萬'

const ENGLISH_ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
const ENGLISH_ORDINALS =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'
const ENGLISH_TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'
const ENGLISH_WORDS = new Map<string, number>([
  ...ENGLISH_ONES.split(' ').map((word, i): [string, number] => [word, i]),
  ...ENGLISH_ORDINALS.split(' ').map((word, i): [string, number] => [word, i]),
  ...ENGLISH_TENS.split(' ').flatMap(
    (word, i): Array<[string, number]> => [
      [word, (i + 2) * 10],
      [word.replace(/y$/, 'ieth'), (i + 2) * 10],
    ],
  ),
  ['hundredth', 100],
])

/** 第几: 一百二十 -> 120, 一二〇 -> 120, 007 -> 7. */
export function parseChineseNumeral(text: string): number | null {
  if (text === '') return null
  if (/^\d+$/.test(text)) return Number(text)
  let total = 0
  let digits = ''
  let positional = true
  for (const character of text) {
    const digit = /\d/.test(character) ? Number(character) : CHINESE_DIGITS[character]
    const unit = CHINESE_UNITS[character]
    const tens = CHINESE_TENS[character]
    if (digit !== undefined) digits += String(digit)
    else if (unit !== undefined) {
      total += (digits === '' ? 1 : Number(digits)) * unit
      digits = ''
      positional = false
    } else if (CHINESE_MYRIADS.includes(character)) {
      total = (total + Number(digits) || 1) * 10_000
      digits = ''
      positional = false
    } else if (tens !== undefined) {
      total += tens
      digits = ''
      positional = false
    } else return null
  }
  if (positional) return Number(digits)
  return total + (digits === '' ? 0 : Number(digits))
}

const ROMAN_DIGITS: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 }

/** Strict: `IIII` and `VX` are no numbers. Case must be uniform. */
export function parseRoman(text: string): number | null {
  const upper = text.toUpperCase()
  if (text === '' || (text !== upper && text !== text.toLowerCase())) return null
  if (!/^M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})$/.test(upper)) return null
  return romanValue(upper)
}

/** What Roman digits in capitals come to, whether or not they are written by the rules. */
export function romanValue(digits: string): number {
  let total = 0
  for (let i = 0; i < digits.length; i++) {
    const value = ROMAN_DIGITS[digits.charAt(i)] as number
    total += value < (ROMAN_DIGITS[digits.charAt(i + 1)] ?? 0) ? -value : value
  }
  return total
}

/** `twenty-one`, `one hundred and one`, `the first`. Returns the number and how many words it took, or null. */
export function parseEnglishWords(words: readonly string[]): { value: number; words: number } | null {
  let total = 0
  let used = 0
  for (const [i, raw] of words.entries()) {
    const word = raw.toLowerCase().replace(/[.,:;]$/, '')
    if (i === 0 && word === 'the') continue
    if (word === 'and' && total >= 100) continue
    if (word === 'hundred' && total > 0) total *= 100
    else {
      const value = word.split('-').reduce<number | null>((sum, part) => {
        const known = ENGLISH_WORDS.get(part)
        return sum === null || known === undefined ? null : sum + known
      }, 0)
      // A second number goes on only where English lets it: one after a ten, or anything after a hundred.
      if (value === null || (used > 0 && total % 100 !== 0 && !(total % 10 === 0 && value < 10))) break
      total += value
    }
    used = i + 1
    if (/[.,:;]$/.test(raw)) break
  }
  return used === 0 ? null : { value: total, words: used }
}
