import type { Language, PersonFinding } from '../../contracts/text.ts'
import { isShortFormOf } from '../../novel/given-names-en.ts'
import { parseEnglishName } from '../../novel/naming-en.ts'
import { parseChineseName } from '../../novel/naming-zh.ts'
import { genderOfChineseTitle } from '../../novel/titles-zh.ts'

/**
 * Whether two findings are one person, by what names alone can tell. Rules that left the pair open have no better reason to unite
 * it, and two people made one do more harm than one person told twice; so only a short form, or a rare name beside a frequent
 * one, is the same.
 */
export function decideMerge(first: PersonFinding, second: PersonFinding, language: Language): 'same' | 'different' {
  return (language === 'zh' ? sameInChinese(first, second) : sameInEnglish(first, second)) ? 'same' : 'different'
}

function sameInEnglish(first: PersonFinding, second: PersonFinding): boolean {
  const one = parseEnglishName(first.name)
  const other = parseEnglishName(second.name)
  if (one.gender !== null && other.gender !== null && one.gender !== other.gender) return false
  const [a = '', b = ''] = [one.words[0], other.words[0]]
  const sameLast = one.words.at(-1) === other.words.at(-1)
  return sameLast && (isShortFormOf(a, b) || isShortFormOf(b, a))
}

function sameInChinese(first: PersonFinding, second: PersonFinding): boolean {
  const one = parseChineseName(first.name)
  const other = parseChineseName(second.name)
  const genders = [genderOfChineseTitle(one.title), genderOfChineseTitle(other.title)]
  if (genders[0] !== null && genders[1] !== null && genders[0] !== genders[1]) return false
  return one.surname === other.surname && one.given !== '' && one.given === other.given
}
