import type { Gender, Language } from '../contracts/text.ts'
import type { Mentions } from './mentions.ts'

/** Paragraphs looked at for each name; more do not change the answer. */
const MAX_PARAGRAPHS = 60
/** How far behind the name a pronoun is looked for, in characters. */
const REACH = 90
/** Fewer pronouns than these say nothing. */
const MIN_PRONOUNS = 3
/** The share one sex must have. */
const CLEAR_SHARE = 0.72

/** In Chinese a pronoun at the head of a clause goes on with who was named; one inside is as often somebody else. */
const PRONOUN: Record<Language, RegExp> = {
  en: /\b(he|his|him|himself|she|her|hers|herself)\b/gi,
  zh: /(?<=[，。；！？…、”」])[他她](?!们)/g,
}
const FEMALE = /^(she|her|hers|herself|她)$/i

/** The sex of each name by the pronouns that follow it. Chinese before 1920 writes 他 for both, so it may say nothing there. */
export function gendersByPronoun(
  paragraphs: readonly string[],
  mentions: ReadonlyMap<string, Mentions>,
  language: Language,
): Map<string, Gender> {
  const genders = new Map<string, Gender>()
  if (language === 'zh' && !paragraphs.some((text) => text.includes('她'))) return genders
  for (const [name, { paragraphs: places }] of mentions) {
    const step = Math.max(1, Math.floor(places.length / MAX_PARAGRAPHS))
    const tally = { female: 0, male: 0 }
    for (let i = 0; i < places.length; i += step) {
      note(tally, paragraphs[places[i] as number] ?? '', name, language)
    }
    const gender = clearGender(tally)
    if (gender !== null) genders.set(name, gender)
  }
  return genders
}

/** The sex of one person by the pronouns that follow any of the names, or null when they are too few or mixed. */
export function genderOfPerson(
  paragraphs: readonly string[],
  names: readonly string[],
  language: Language,
): Gender | null {
  if (language === 'zh' && !paragraphs.some((text) => text.includes('她'))) return null
  const tally = { female: 0, male: 0 }
  for (const text of paragraphs) {
    const name = names.find((other) => text.includes(other))
    if (name !== undefined) note(tally, text, name, language)
  }
  return clearGender(tally)
}

/** Adds the first pronoun behind the name. */
function note(tally: { female: number; male: number }, text: string, name: string, language: Language): void {
  const from = text.indexOf(name) + name.length
  const first = text.slice(from, from + REACH).match(PRONOUN[language])?.[0]
  if (first !== undefined) tally[FEMALE.test(first) ? 'female' : 'male']++
}

function clearGender({ female, male }: { female: number; male: number }): Gender | null {
  const total = female + male
  if (total < MIN_PRONOUNS) return null
  if (female / total >= CLEAR_SHARE) return 'female'
  return male / total >= CLEAR_SHARE ? 'male' : null
}
