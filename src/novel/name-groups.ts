import type { Gender, Language } from '../contracts/text.ts'
import { isGivenName } from './given-names-en.ts'
import type { Introduction } from './introductions-zh.ts'
import type { Company } from './name-company.ts'
import { groupEnglishNames } from './name-groups-en.ts'
import { groupChineseNames } from './name-groups-zh.ts'
import { parseEnglishName } from './naming-en.ts'
import { parseChineseName } from './naming-zh.ts'

/** Names as they stand in the text, and what is known about them beside their form. */
export interface NameForms {
  /** How often each occurs. */
  counts: ReadonlyMap<string, number>
  /** How many findings give both names to one person. */
  votes(first: string, second: string): number
  /** What the text around the name says, `null` when nothing clear. */
  genderOf(name: string): Gender | null
  /** How two names stand to each other; absent where nobody looked. */
  company?(first: string, second: string): Company
  /** Pairs that the text itself says are one person's names. */
  told?: readonly Introduction[]
}

export interface NameGroups {
  /** The names of each person; every name is in exactly one group. */
  groups: string[][]
  /** Pairs of names, in different groups, that may be one person. */
  doubtful: Array<[string, string]>
}

/** Puts the names of one person together, by the parts of the names. */
export function groupNames(forms: NameForms, language: Language): NameGroups {
  return language === 'zh' ? groupChineseNames(forms) : groupEnglishNames(forms)
}

/** The name a person is shown by: the most complete one that is in use. */
export function displayName(names: readonly string[], counts: ReadonlyMap<string, number>, language: Language): string {
  const count = (name: string) => counts.get(name) ?? 0
  const most = Math.max(...names.map(count))
  const weight = language === 'zh' ? weighChineseName : weighEnglishName
  const isKnown = (name: string) => language === 'en' && count(name) > 0 && isMadeOf(name, names)
  const used = names.filter((name) => count(name) >= Math.max(1, most * 0.01) || isKnown(name))
  return (
    [...(used.length > 0 ? used : names)].sort(
      (a, b) =>
        weight(b, names) - weight(a, names) ||
        shareOf(b, count, language) - shareOf(a, count, language) ||
        (a < b ? -1 : 1),
    )[0] ?? ''
  )
}

function weighChineseName(name: string): number {
  const { surname, given, title } = parseChineseName(name)
  return surname !== '' && given !== '' && title === '' ? 1 : 0
}

/** A full name, a surname with its title, a first name, whatever else. */
function weighEnglishName(name: string, names: readonly string[]): number {
  const { title, words } = parseEnglishName(name)
  if (words.length > 1) return 3
  const word = words[0] as string
  const first = names.find((other) => !other.includes(' ') && isGivenName(other))
  if (title === null) return name === first ? 2 : 0
  // Miss Anna is Anna, and where Anna is said at all, she is no Miss Hale.
  return first === undefined ? (isGivenName(word) ? 1 : 2) : 1
}

/** Titles are part of a full name only where it is hardly said without. */
function shareOf(name: string, count: (name: string) => number, language: Language): number {
  return language === 'en' && parseEnglishName(name).title === null ? count(name) * 2 : count(name)
}

/** Whether first name and surname of a full name are known apart from it. */
function isMadeOf(name: string, names: readonly string[]): boolean {
  const { words } = parseEnglishName(name)
  const others = names.filter((other) => other !== name).map((other) => parseEnglishName(other).words)
  return (
    words.length > 1 && [words[0], words.at(-1)].every((word) => others.some((other) => other.includes(word as string)))
  )
}
