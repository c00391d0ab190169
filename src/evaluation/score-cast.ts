/**
 * Compares a cast with the people that a book is known to have. Figures are shares from 0 to 1; null where there is nothing to take a share
 * of.
 */
import type { Importance } from '../contracts/text.ts'
import { type AliasScore, scoreAliases } from './alias-agreement.ts'
import type { Category, GoldCharacter } from './gold-book.ts'
import { type GoldNames, goldNamesOf, keysOf } from './gold-names.ts'
import { countMatches } from './maximum-matching.ts'

/** A person as any tool may have found them. Most important first, or told by `importance`. */
export interface FoundPerson {
  name: string
  aliases: readonly string[]
  importance?: Importance
}

/** How many people of a category were found. */
export interface RecallScore {
  gold: number
  /** Share that somebody of the cast bears a name of. One member of the cast may count for several people. */
  recall: number | null
  /** The same, each member of the cast credited with one person at most. A bag of all names gains nothing. */
  recallOneToOne: number | null
  missed: string[]
}

export interface CastScore {
  gold: number
  found: number
  major: RecallScore
  majorAndIntermediate: RecallScore
  all: RecallScore
  /** Share of the first 20 of the cast that are people of the book. */
  precisionOfTop20: number | null
  /** The same; two members that are one person count once. */
  precisionOfTop20OneToOne: number | null
  top20Unmatched: string[]
  /** Share of the cast that is nobody of the list. Lists leave out walk-on parts, so it is a hint only. */
  unmatchedShare: number | null
  /** Members of the cast too many for one person: person -> the members. */
  duplicates: Array<{ person: string; members: string[] }>
  /** Members of the cast that bear names of several people. */
  merged: Array<{ member: string; people: string[] }>
  aliases: { found: AliasScore; all: AliasScore }
}

const TOP = 20
/** Nobody reads on to find the main people of a book. */
const RECALL_LIMIT = 60
const WEIGHT: Record<Importance, number> = { main: 3, supporting: 2, minor: 1 }

/** The number of members too many, over all people. */
export function countDuplicates({ duplicates }: CastScore): number {
  return duplicates.reduce((sum, { members }) => sum + members.length - 1, 0)
}

/** Scores a cast. With the book's `text`, aliases that it holds less than three times do not count in the agreement of aliases. */
export function scoreCast(gold: readonly GoldCharacter[], cast: readonly FoundPerson[], text?: string): CastScore {
  const names = goldNamesOf(gold)
  const people = mostImportantFirst(cast.filter((person) => keysOf([person.name, ...person.aliases]).length > 0))
  const meanings = people.map((person) => meaningOf(person, names))
  const early = meanings.slice(0, RECALL_LIMIT)
  const top = meanings.slice(0, TOP)
  const nameOf = (person: number) => gold[person]?.name ?? ''
  const recallOf = (categories: readonly Category[]) =>
    recallAmong(
      gold.flatMap(({ category }, person) => (categories.includes(category) ? [person] : [])),
      early,
      nameOf,
    )
  return {
    gold: gold.length,
    found: people.length,
    major: recallOf(['major']),
    majorAndIntermediate: recallOf(['major', 'intermediate']),
    all: recallOf(['major', 'intermediate', 'minor']),
    precisionOfTop20: share(top.filter(({ likely }) => likely.size > 0).length, top.length),
    precisionOfTop20OneToOne: share(
      countMatches(top, ({ likely }) => likely),
      top.length,
    ),
    top20Unmatched: people.slice(0, TOP).flatMap(({ name }, i) => (top[i]?.likely.size === 0 ? [name] : [])),
    unmatchedShare: share(meanings.filter(({ likely }) => likely.size === 0).length, meanings.length),
    ...identityErrors(people, meanings, nameOf),
    aliases: scoreAliases(gold, names.owners, people, text),
  }
}

function mostImportantFirst(people: readonly FoundPerson[]): readonly FoundPerson[] {
  const weight = ({ importance }: FoundPerson) => (importance ? WEIGHT[importance] : Number.NEGATIVE_INFINITY)
  return people.some(({ importance }) => importance)
    ? [...people].sort((a, b) => compare(weight(b), weight(a)))
    : people
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1
}

interface Meaning {
  /** People whom a name of the member means without doubt. */
  certain: ReadonlySet<number>
  /** The same, or, where there are none, all whom its names may mean. */
  likely: ReadonlySet<number>
}

function meaningOf({ name, aliases }: FoundPerson, names: GoldNames): Meaning {
  const meant = [name, ...aliases].map((one) => names.lookUp(one))
  const certain = new Set(meant.filter(({ size }) => size === 1).flatMap((people) => [...people]))
  const likely = certain.size > 0 ? certain : new Set(meant.flatMap((people) => [...people]))
  return { certain, likely }
}

function recallAmong(
  people: readonly number[],
  meanings: readonly Meaning[],
  nameOf: (person: number) => string,
): RecallScore {
  const membersOf = (person: number) => meanings.flatMap(({ likely }, member) => (likely.has(person) ? [member] : []))
  const missed = people.filter((person) => membersOf(person).length === 0)
  return {
    gold: people.length,
    recall: share(people.length - missed.length, people.length),
    recallOneToOne: share(countMatches(people, membersOf), people.length),
    missed: missed.map(nameOf),
  }
}

function identityErrors(
  people: readonly FoundPerson[],
  meanings: readonly Meaning[],
  nameOf: (person: number) => string,
): Pick<CastScore, 'duplicates' | 'merged'> {
  const membersOf = new Map<number, string[]>()
  const merged: CastScore['merged'] = []
  people.forEach(({ name }, i) => {
    const certain = [...(meanings[i]?.certain ?? [])]
    const [only] = certain
    if (certain.length === 1 && only !== undefined) membersOf.set(only, [...(membersOf.get(only) ?? []), name])
    if (certain.length > 1) merged.push({ member: name, people: certain.map(nameOf) })
  })
  const duplicates = [...membersOf].flatMap(([person, members]) =>
    members.length > 1 ? [{ person: nameOf(person), members }] : [],
  )
  return { duplicates, merged }
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}
