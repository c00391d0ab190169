import type { Gender, Language } from '../contracts/text.ts'
import { genderOfFirstName } from './given-names-en.ts'
import { parseEnglishName } from './naming-en.ts'
import { parseChineseName } from './naming-zh.ts'
import { genderOfChineseTitle } from './titles-zh.ts'

/** The sex a name tells by its form of address, or in English by the first name; `null` when it tells none. */
export function genderOfName(name: string, language: Language): Gender | null {
  if (language === 'zh') return genderOfChineseTitle(parseChineseName(name).title)
  const { gender, words } = parseEnglishName(name)
  return gender ?? genderOfFirstName(words[0] ?? '')
}
