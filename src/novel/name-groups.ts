import type { Language } from '../contracts/text.ts'
import { groupEnglishNames } from './name-groups-en.ts'
import { groupChineseNames } from './name-groups-zh.ts'
import { type Gender, parseEnglishName } from './naming-en.ts'
import { parseChineseName } from './naming-zh.ts'

/** Names as they stand in the text, and what is known about them beside their form. */
export interface NameForms {
  /** How often each occurs. */
  counts: ReadonlyMap<string, number>
  /** How many findings give both names to one person. */
  votes(first: string, second: string): number
  /** What the text around the name says, `null` when nothing clear. */
  genderOf(name: string): Gender | null
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
    const own = words.length * 10
    return own + (title === null ? 0 : words.length === 1 ? 5 : -1) + count(name) / (most + 1)
  }
  return [...(used.length > 0 ? used : names)].sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1))[0] ?? ''
}
