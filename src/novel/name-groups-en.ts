/** Which English names are names of one person, by their parts: Sherlock Holmes, Mr. Holmes, Holmes. */
import type { NameForms, NameGroups } from './name-groups.ts'
import {
  type EnglishName,
  type Gender,
  genderOfFirstName,
  isShortFormOf,
  OFFICES,
  parseEnglishName,
} from './naming-en.ts'

interface Person {
  names: string[]
  first: string | null
  last: string | null
  /** What its titles say; `null` when they say nothing. */
  gender: Gender | null
  /** `Miss` and `Mrs` of one surname are two people. */
  titles: Set<string>
  count: number
}

/** A candidate this many times as frequent as the next is meant where a name alone does not decide. */
const DOMINANCE = 3

/** Titles that are held by one member of a family: Colonel Fitzwilliam is not any Fitzwilliam. */
const RANKS = new Set(
  'Captain Colonel Major General Lieutenant Sergeant Corporal Admiral Commander Bishop Judge Inspector Detective Constable'.split(
    ' ',
  ),
)
const MAIDEN = new Set(['Miss', 'Mademoiselle'])
const MARRIED = new Set(['Mrs', 'Lady', 'Madame', 'Countess', 'Duchess', 'Baroness', 'Mistress'])

interface Entry {
  name: string
  parts: EnglishName
}

export function groupEnglishNames(forms: NameForms): NameGroups {
  const people: Person[] = []
  const doubtful: Array<[string, string]> = []
  const count = (name: string) => forms.counts.get(name) ?? 0
  const entries: Entry[] = [...forms.counts.keys()]
    .sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1))
    .map((name) => ({ name, parts: withGender(parseEnglishName(name), forms.genderOf(name)) }))
  // The surer a form tells who is meant, the earlier it is placed; the later ones are measured by those before.
  for (const step of [0, 1, 2, 3, 4]) {
    for (const entry of entries.filter(({ parts }) => stepOf(parts) === step)) {
      if (step === 0) addFull(people, entry, forms)
      else if (step === 4) settle(people, entry, bareCandidates(people, entry.parts.words[0] ?? ''), forms, doubtful)
      else settle(people, entry, titledCandidates(people, entry.parts), forms, doubtful)
    }
  }
  return { groups: people.map((person) => person.names), doubtful }
}

function withGender(parts: EnglishName, gender: Gender | null): EnglishName {
  return {
    ...parts,
    gender: parts.gender ?? (parts.words.length > 1 ? genderOfFirstName(parts.words[0] ?? '') : null) ?? gender,
  }
}

function stepOf({ words, title }: EnglishName): number {
  if (words.length >= 2) return 0
  if (title === null) return 4
  if (MAIDEN.has(title) || title === 'Mr') return 1
  return RANKS.has(title) ? 3 : 2
}

function addFull(people: Person[], { name, parts }: Entry, forms: NameForms): void {
  const first = parts.words[0] as string
  const last = parts.words.at(-1) as string
  const same = people.find(
    (person) =>
      person.last === last &&
      person.first !== null &&
      (person.first === first || isShortFormOf(first, person.first) || isShortFormOf(person.first, first)),
  )
  join(people, same, { name, parts }, { first, last }, forms)
}

/** Adds the name to a person, or a new person with it. */
function join(
  people: Person[],
  person: Person | undefined,
  { name, parts }: Entry,
  words: { first: string | null; last: string | null },
  forms: NameForms,
): void {
  const count = forms.counts.get(name) ?? 0
  if (person) {
    person.names.push(name)
    person.count += count
    person.gender ??= parts.gender
    person.last ??= words.last
    if (parts.title) person.titles.add(parts.title)
    return
  }
  const titles = new Set(parts.title ? [parts.title] : [])
  people.push({ names: [name], ...words, gender: parts.gender, titles, count })
}

/** One candidate takes the name; of several the votes or a clear majority decide; otherwise it stays alone and is doubtful. */
function settle(
  people: Person[],
  entry: Entry,
  candidates: Person[],
  forms: NameForms,
  doubtful: Array<[string, string]>,
): void {
  const word = entry.parts.words[0] ?? null
  const words = entry.parts.title ? { first: null, last: word } : { first: word, last: null }
  const ranked = [...candidates].sort((a, b) => b.count - a.count)
  const [top, next] = ranked
  const isClear = top === undefined || next === undefined || top.count >= next.count * DOMINANCE
  const meant = isClear ? top : ranked.find((person) => person.names.some((name) => forms.votes(name, entry.name) > 0))
  if (!isClear && meant === undefined) doubtful.push([top.names[0] as string, entry.name])
  join(people, meant, entry, words, forms)
}

function titledCandidates(people: readonly Person[], parts: EnglishName): Person[] {
  const word = parts.words[0] ?? ''
  const fitting = people.filter((person) => genderFits(person, parts) && titleFits(person, parts.title))
  const bySurname = fitting.filter((person) => person.last === word)
  const ownTitle = bySurname.filter((person) => parts.title !== null && person.titles.has(parts.title))
  if (ownTitle.length > 0) return ownTitle
  if (bySurname.length > 0) return bySurname
  // Cousin Rosie is Rosalind; after Miss and Lady the short forms of a large family are too many.
  const isFirst = ({ first }: Person) =>
    first !== null && (first === word || (parts.title === 'Cousin' && isShortFormOf(word, first)))
  return RANKS.has(parts.title ?? '') ? [] : fitting.filter(isFirst)
}

function genderFits(person: Person, parts: EnglishName): boolean {
  return parts.gender === null || person.gender === null || parts.gender === person.gender
}

/** A Miss is no Mrs., and a rank belongs to the one who is called by it. */
function titleFits(person: Person, title: string | null): boolean {
  if (title === null) return true
  const has = (titles: ReadonlySet<string>) => [...person.titles].some((own) => titles.has(own))
  if (MARRIED.has(title)) return !has(MAIDEN)
  if (MAIDEN.has(title)) return !has(MARRIED)
  if (RANKS.has(title)) return person.titles.has(title) || !(person.titles.has('Mr') || has(RANKS))
  return true
}

function bareCandidates(people: readonly Person[], word: string): Person[] {
  // The Captain is the one captain of the story.
  const { title } = parseEnglishName(`${word} X`)
  if (OFFICES.has(word)) return people.filter((person) => person.titles.has(title ?? word))
  const byFirst = people.filter(
    (person) => person.first !== null && (person.first === word || isShortFormOf(word, person.first)),
  )
  if (byFirst.length > 0) return byFirst
  const bySurname = people.filter((person) => person.last === word)
  // A surname alone is the gentleman of that name: Darcy is Mr. Darcy, not his sister.
  const gentleman = bySurname.filter((person) => person.gender === 'male')
  return gentleman.length > 0 ? gentleman : bySurname
}
