import type { Gender, Language } from '../contracts/text.ts'
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
  told?: ReadonlyArray<{ first: string; second: string }>
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
  const used = names.filter((name) => count(name) >= Math.max(1, most * 0.01))
  const weight = (name: string) => {
    if (language === 'zh') {
      const { surname, given, title } = parseChineseName(name)
      return (surname !== '' && given !== '' && title === '' ? 2 : 0) + count(name) / (most + 1)
    }
    const { title, words } = parseEnglishName(name)
    // A first name and a surname are enough; of such names the most used one is shown.
    const own = Math.min(words.length, 2) * 10
    // With its title only where that is the rule.
    return (
      own + (title !== null && words.length === 1 ? 5 : 0) + (count(name) * (title === null ? 2 : 1)) / (most * 2 + 1)
    )
  }
  return [...(used.length > 0 ? used : names)].sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1))[0] ?? ''
}
