import type { Language } from '../contracts/text.ts'
import type { Mentions } from './mentions.ts'
import type { Gender } from './naming-en.ts'

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
    let female = 0
    let male = 0
    const step = Math.max(1, Math.floor(places.length / MAX_PARAGRAPHS))
    for (let i = 0; i < places.length; i += step) {
      const text = paragraphs[places[i] as number] ?? ''
      const from = text.indexOf(name) + name.length
      const first = text.slice(from, from + REACH).match(PRONOUN[language])?.[0]
      if (first === undefined) continue
      if (FEMALE.test(first)) female++
      else male++
    }
    const total = female + male
    if (total < MIN_PRONOUNS) continue
    if (female / total >= CLEAR_SHARE) genders.set(name, 'female')
    else if (male / total >= CLEAR_SHARE) genders.set(name, 'male')
  }
  return genders
}
