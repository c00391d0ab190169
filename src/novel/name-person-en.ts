/** A person of an English novel while names are put together, and what fits to whom. */
import type { Gender } from '../contracts/text.ts'
import { isOnlyShortForm, isShortFormOf } from './given-names-en.ts'
import { isFemaleTitleOfWives, isMaidenTitle, isRank, type NameEntry } from './name-entries-en.ts'
import { parseEnglishName } from './naming-en.ts'

export interface Person {
  names: string[]
  firsts: Set<string>
  last: string | null
  gender: Gender | null
  /** `Miss` and `Mrs` of one surname are two people. */
  titles: Set<string>
  /** First names of husbands that she is called by: Mrs. Charles Hale. */
  husband: string | null
  count: number
}

/** The same for names that differ in an epithet alone: Old Miss Hale is Miss Hale. */
export function keyOf(name: string): string {
  const { title, words } = parseEnglishName(name)
  return `${title} ${words.join(' ')}`
}

export function isTitledSurname(name: string, surname: string): boolean {
  const { title, words } = parseEnglishName(name)
  return title !== null && words.length === 1 && words[0] === surname
}

export function hasTitleOfFirstName({ titles }: Person): boolean {
  return titles.has('Sir') || titles.has('Lady')
}

/** Sir Tom tells more than Tom, and Tom more than Miss Anna and Tommy. */
export function stepOf({ title, first }: NameEntry): number {
  if (title === 'Sir' || title === 'Lady') return 0
  return title === null && !isOnlyShortForm(first ?? '') ? 1 : 2
}

export function genderFits(person: Person, gender: Gender | null): boolean {
  return gender === null || person.gender === null || gender === person.gender
}

/** A Miss is no Mrs., and a rank belongs to the one who is called by it. */
export function titleFits({ titles }: Person, title: string | null): boolean {
  if (title === null) return true
  const has = (test: (own: string) => boolean) => [...titles].some(test)
  if (isFemaleTitleOfWives(title)) return !has(isMaidenTitle)
  if (isMaidenTitle(title)) return !has(isFemaleTitleOfWives)
  if (title === 'Sir') return titles.size === 0 || titles.has('Sir')
  if (isRank(title)) return !has((own) => own !== title && (isRank(own) || own === 'Mr' || own === 'Sir'))
  if (title === 'Dr') return !has((own) => isFemaleTitleOfWives(own) || isMaidenTitle(own))
  if (title === 'Mr') return !has((own) => isRank(own) || own === 'Sir' || own === 'Lord')
  return true
}

export function sharesFirst({ firsts }: Person, first: string): boolean {
  return [...firsts].some((own) => own === first || isShortFormOf(first, own) || isShortFormOf(own, first))
}

/** One name is the other with words left off at its end. */
export function isBeginning(name: string, other: string): boolean {
  return name.includes(' ') && other.includes(' ') && (name.startsWith(`${other} `) || other.startsWith(`${name} `))
}
