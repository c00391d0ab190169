/** Surnames with a title that are said a few times only, beside somebody of the cast who bears the surname, too. */
import type { Gender } from '../contracts/text.ts'
import { parseEnglishName } from './naming-en.ts'

/** A surname with a title is rare up to so many mentions, beside somebody who is mentioned so many times as often. */
const MAX_RARE = 4
const KNOWN_BEARER = 5
/** A wife who comes up in this part of the novel for the first time, and her husband before it, has married in the story. */
const SECOND_HALF = 0.5

interface Bearer {
  names: readonly string[]
  mentions: number
  /** The paragraphs that mention the person, rising. */
  paragraphs: readonly number[]
  gender: Gender | null
}

/**
 * Whether the person is most likely somebody of the cast by another form of address, without the text saying who: Captain Hale beside a
 * well-known Mr. Hale, or Mrs. Hale who was one of the young ladies until the story married her.
 */
export function isUnclearBearer(person: Bearer, people: readonly Bearer[], paragraphCount: number): boolean {
  if (person.mentions > MAX_RARE) return false
  const surname = soleSurname(person.names)
  if (surname === null) return false
  const men = people.filter(
    (other) =>
      other !== person &&
      other.gender === 'male' &&
      other.mentions >= person.mentions * KNOWN_BEARER &&
      other.names.some((name) => parseEnglishName(name).words.at(-1) === surname),
  )
  if (person.gender === 'male') return men.length > 0
  const middle = paragraphCount * SECOND_HALF
  const isBride = parseEnglishName(person.names[0] ?? '').title === 'Mrs' && (person.paragraphs[0] ?? 0) >= middle
  return isBride && men.some(({ paragraphs }) => (paragraphs[0] ?? 0) < middle)
}

/** The surname of somebody who is called by it and a title alone; null where there is another name. */
function soleSurname(names: readonly string[]): string | null {
  const parsed = names.map(parseEnglishName)
  const surname = parsed[0]?.words.at(-1) ?? null
  const isSole = parsed.every(({ title, words }) => title !== null && words.length === 1 && words[0] === surname)
  return isSole ? surname : null
}
