/** What two names tell by their form alone: whether one can be a form of the other, and whether a name means anybody by itself. */
import type { Language } from '../contracts/text.ts'
import { isShortFormOf } from './given-names-en.ts'
import { isEnglishTitle, OFFICES, parseEnglishName } from './naming-en.ts'
import { parseChineseName } from './naming-zh.ts'
import { isRole } from './roles-zh.ts'

/** The same for all spellings of a name: the Doctor, The Doctor, doctor. */
export function spellingKey(name: string): string {
  return name
    .toLowerCase()
    .replace(/^(?:the|an?) (?=.)/, '')
    .replace(/\./g, '')
}

/** Whether a name is an address that several people may bear: Mr. Vane, the doctor, 孔先生, 老太太. A bare surname tells no more, but its form does not show it. */
export function isAddress(name: string, language: Language): boolean {
  if (language === 'zh') return isRole(name) || parseChineseName(name).given === ''
  const { title, words } = parseEnglishName(name)
  const own = words.filter(isOwnWord)
  return own.length === 0 || (title !== null && words.length === 1)
}

/** Whether two names can be forms of one: Hester, Miss Hester Vane; 青禾, 沈青禾. What they have to have in common is what the shorter one has. */
export function areForms(first: string, second: string, language: Language): boolean {
  const [one, other] = [partsOf(first, language), partsOf(second, language)]
  return one.length <= other.length ? isWithin(one, other, language) : isWithin(other, one, language)
}

/** Whether a name is a part of a longer one: Vane of Hester Vane, 青禾 of 沈青禾. */
export function isPartOf(part: string, whole: string, language: Language): boolean {
  const [own, all] = [partsOf(part, language), partsOf(whole, language)]
  return own.length > 0 && own.length < all.length && isWithin(own, all, language)
}

/** Characters in Chinese, words in English, without forms of address. */
function partsOf(name: string, language: Language): string[] {
  if (language === 'en') return parseEnglishName(name).words.filter(isOwnWord)
  const { surname, given } = parseChineseName(name)
  return [...surname, ...given]
}

function isOwnWord(word: string): boolean {
  return /^(?:[a-z]+ )*\p{Lu}/u.test(word) && !OFFICES.has(word) && !isEnglishTitle(word)
}

function isWithin(parts: readonly string[], whole: readonly string[], language: Language): boolean {
  if (language === 'zh') return whole.join('').includes(parts.join(''))
  return parts.every((part) =>
    whole.some((other) => part === other || isShortFormOf(part, other) || isShortFormOf(other, part)),
  )
}
