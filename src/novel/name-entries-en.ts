/** Sorts English names by what their form tells: a full name, a first name, a surname with a title, a wife by her husband's name. */
import type { Gender } from '../contracts/text.ts'
import { genderOfFirstName, isGivenName } from './given-names-en.ts'
import type { NameForms } from './name-groups.ts'
import { OFFICES, parseEnglishName } from './naming-en.ts'

export interface NameEntry {
  name: string
  /**
   * `full`: Anna Hale, Mr. Tom Hale. `first`: Anna, Miss Anna, Sir Tom. `last`: Mr. Hale. `wife`: Mrs. Tom Hale, `first` is the husband's.
   * `bare`: one word that is or may be a surname. `office`: the Captain.
   */
  kind: 'full' | 'first' | 'last' | 'wife' | 'bare' | 'office'
  title: string | null
  words: readonly string[]
  first: string | null
  last: string | null
  gender: Gender | null
  count: number
}

/** Titles that are held by one member of a family: Colonel Hale is not any Hale. */
const RANKS = new Set(
  'Captain Colonel Major General Lieutenant Sergeant Corporal Admiral Commander Commodore Bishop Archdeacon Judge Inspector Superintendent Detective Constable'.split(
    ' ',
  ),
)
const MAIDEN = new Set(['Miss'])
const WIVES = new Set(['Mrs', 'Lady', 'Countess', 'Duchess', 'Baroness'])
/** Go with a first name as a rule. */
const OF_FIRST_NAMES = new Set(
  'Sir Lady Dame Aunt Uncle Cousin Brother Sister Father Mother Nurse Saint Prince Princess King Queen'.split(' '),
)

export function isRank(title: string): boolean {
  return RANKS.has(title)
}

export function isMaidenTitle(title: string): boolean {
  return MAIDEN.has(title)
}

export function isFemaleTitleOfWives(title: string): boolean {
  return WIVES.has(title)
}

/** The names as entries, most frequent first. */
export function readEntries(forms: NameForms): NameEntry[] {
  const count = (name: string) => forms.counts.get(name) ?? 0
  const names = [...forms.counts.keys()].sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1))
  const parsed = names.map((name) => ({ name, ...parseEnglishName(name) }))
  const uses = countUses(parsed.map((parts) => ({ ...parts, count: count(parts.name) })))
  // Mrs. Tom is Mrs. Tom Hale.
  const husbands = new Map(
    parsed
      .filter(({ words, title }) => words.length > 1 && isWifeOf(title, words[0] as string))
      .map(({ words }) => [words[0] as string, words.at(-1) as string]),
  )
  return parsed.map(({ name, title, words, gender: titled }) => {
    const first = words[0] as string
    const last = words.at(-1) as string
    const own = titled ?? (words.length > 1 || title === null ? genderOfFirstName(first) : null)
    // What the text says of a bare first name goes before what the name says: George may be a girl.
    const said = forms.genderOf(name)
    const gender = titled ?? (words.length === 1 ? (said ?? own) : (own ?? said))
    const entry = { name, title, words, gender, count: count(name) }
    if (words.length > 1) {
      return isWifeOf(title, first)
        ? { ...entry, kind: 'wife', first, last, gender: 'female' }
        : { ...entry, kind: 'full', first, last }
    }
    if (title === null && OFFICES.has(name.replace(/^[Tt]he /, '')))
      return { ...entry, kind: 'office', first: null, last: null }
    const husband = title === 'Mrs' ? husbands.get(first) : undefined
    if (husband !== undefined) return { ...entry, kind: 'wife', first, last: husband, gender: 'female' }
    if (isFirst(first, title)) return { ...entry, kind: 'first', first, last: null }
    return title === null
      ? { ...entry, kind: 'bare', first: null, last: first }
      : { ...entry, kind: 'last', first: null, last }
  })

  function isFirst(word: string, title: string | null): boolean {
    if (title === 'Sir') return true
    if (title !== null && isRank(title)) return false
    const { asFirst, asLast, alone } = uses.get(word) ?? UNUSED
    // What the form itself adds does not speak for a surname.
    const others = [...asLast].reduce((sum, [other, times]) => sum + (other === title ? 0 : times), 0)
    const isSurname = isGivenName(word) ? others > Math.max(asFirst, alone * 0.1) : others > 0
    if (title !== null && OF_FIRST_NAMES.has(title)) return !isSurname && (asFirst > 0 || isGivenName(word))
    if (title === null) return !isSurname
    const isGirl = MAIDEN.has(title) && genderOfFirstName(word) === 'female'
    return !isSurname && (asFirst > 0 || isGirl || (isGivenName(word) && alone > 0))
  }
}

interface WordUse {
  /** In full names. */
  asFirst: number
  /** By the title before it, or `full`. Miss Anna and Aunt Anna say nothing. */
  asLast: Map<string, number>
  alone: number
}

const UNUSED: WordUse = { asFirst: 0, asLast: new Map(), alone: 0 }

/** How often each word is a first name, a surname, and alone. */
function countUses(
  names: ReadonlyArray<{ words: readonly string[]; title: string | null; count: number }>,
): Map<string, WordUse> {
  const uses = new Map<string, WordUse>()
  const of = (word: string) => {
    const use = uses.get(word) ?? { asFirst: 0, asLast: new Map(), alone: 0 }
    uses.set(word, use)
    return use
  }
  for (const { words, title, count } of names) {
    const [first, last] = [words[0] as string, words.at(-1) as string]
    if (words.length > 1 && !isWifeOf(title, first)) of(first).asFirst += count
    if (words.length === 1 && title === null) of(first).alone += count
    const as = words.length > 1 ? 'full' : title
    if (as === null || OF_FIRST_NAMES.has(as) || MAIDEN.has(as)) continue
    const { asLast } = of(last)
    asLast.set(as, (asLast.get(as) ?? 0) + count)
  }
  return uses
}

/** Mrs. Tom Hale is called by her husband's name. */
export function isWifeOf(title: string | null, first: string): boolean {
  return title === 'Mrs' && genderOfFirstName(first) === 'male'
}
