/** Which English names are names of one person, by their parts and the company they keep: Walter Pryce, Mr. Pryce, Pryce. */
import { isGivenName, isOnlyShortForm } from './given-names-en.ts'
import { isFemaleTitleOfWives, isMaidenTitle, isRank, type NameEntry, readEntries } from './name-entries-en.ts'
import type { NameForms, NameGroups } from './name-groups.ts'
import {
  genderFits,
  hasTitleOfFirstName,
  isBeginning,
  isTitledSurname,
  keyOf,
  type Person,
  sharesFirst,
  stepOf,
  titleFits,
} from './name-person-en.ts'
import { joinByCompany, tiesOf } from './name-ties-en.ts'
import { parseEnglishName, plainTitle } from './naming-en.ts'

/** A candidate this many times as frequent as the next is meant where a name alone does not decide. */
const DOMINANCE = 3
/** Or this many times as often near. */
const NEARNESS = 2
/** A wife is called by her first name near her married one, unless they are two people. */
const MIN_NEAR_MARRIED = 3
/** The Captain is the one captain who is near in this share of the mentions. */
const OFFICE_NEAR = 0.1
/** Mr. Tom Hale is not to tell a younger son where he is hardly called otherwise. */
const MUCH_TITLED = 0.5
/** A gentleman who is hardly mentioned does not take the surname from the lady. */
export const GENTLEMAN_SHARE = 0.1
const MIN_COUPLE = 3
/** Mr. Hale is told with Mrs. Hale in this share of his mentions where they are a couple. */
const COUPLE_SHARE = 0.2
/** Mrs. Tom Hale is talked of in this share of the mentions of Tom Hale. */
const WIFE_SHARE = 0.2
/** A younger sister is called Miss Anna in this share of the mentions of Miss Hale. */
const YOUNGER_SHARE = 0.25

export function groupEnglishNames(forms: NameForms): NameGroups {
  const people: Person[] = []
  /** The person of each name without its epithet. */
  const byKey = new Map<string, Person>()
  const doubtful: Array<[string, string]> = []
  const entries = readEntries(forms)
  const ties = tiesOf(forms)
  const { near, together, areApart, keepsCompany } = ties
  const ofKind = (kind: NameEntry['kind']) => entries.filter((entry) => entry.kind === kind)
  // The surer a form tells who is meant, the earlier it is placed; the later ones are measured by those before.
  for (const entry of ofKind('full')) place(entry, fullCandidates(entry))
  const firstNames = ofKind('first').map((entry) => ({ entry, step: stepOf(entry) }))
  for (const step of [0, 1, 2]) {
    for (const { entry } of firstNames.filter((other) => other.step === step)) place(entry, firstCandidates(entry))
  }
  for (const entry of ofKind('last')) place(entry, lastCandidates(entry))
  for (const entry of ofKind('wife')) place(entry, wifeCandidates(entry))
  for (const entry of ofKind('bare')) place(entry, bareCandidates(entry))
  for (const entry of ofKind('office')) {
    const title = plainTitle(entry.name)
    const holders = people.filter((person) => person.titles.has(title))
    const known = holders.filter((person) => near(person, entry.name) >= entry.count * OFFICE_NEAR)
    place(entry, holders.length === 1 ? holders : known)
  }
  joinByCompany(people, ties)
  return { groups: people.map((person) => person.names), doubtful }

  function fullCandidates({ first, last, gender, title, words }: NameEntry): Person[] {
    return people.filter(
      (person) =>
        genderFits(person, gender) &&
        titleFits(person, title) &&
        ((person.last === last &&
          (person.firsts.has(first ?? '') ||
            (!person.titles.has('Sir') && title !== 'Sir' && sharesFirst(person, first ?? '')))) ||
          person.names.some((name) => isBeginning(name, words.join(' ')))),
    )
  }

  function firstCandidates({ first, name, gender, title }: NameEntry): Person[] {
    const word = first ?? ''
    const fitting = people.filter((person) => genderFits(person, gender) && !areApart(person, name))
    const exact = fitting.filter(({ firsts }) => firsts.has(word))
    // Sir and Lady go with a first name that is known with them.
    if (title === 'Saint' || title === 'St') return []
    if (title === 'Sir' || title === 'Lady') return exact.filter(({ titles }) => titles.has(title))
    const familiar = exact.filter(
      (person) => title !== null || !hasTitleOfFirstName(person) || keepsCompany(person, name),
    )
    if (familiar.length > 0) return familiar
    const byShort = fitting.filter((person) => sharesFirst(person, word))
    if (title !== null && title !== 'Cousin')
      return byShort.filter(({ names }) => names.some((other) => other === word))
    return byShort.filter((person) =>
      isOnlyShortForm(word) ? forms.company === undefined || near(person, name) > 0 : keepsCompany(person, name),
    )
  }

  function lastCandidates(entry: NameEntry): Person[] {
    const { name, last, gender, title } = entry
    const fitting = people.filter(
      (person) =>
        person.last === last && genderFits(person, gender) && titleFits(person, title) && !areApart(person, name),
    )
    const own = fitting.filter((person) => title !== null && person.titles.has(title) && !hasJunior(person))
    if (own.length > 0 && title !== 'Mr' && !(title !== null && isMaidenTitle(title))) return own
    if (title === 'Lady') return []
    if (title !== null && isFemaleTitleOfWives(title)) {
      return fitting.filter((person) => near(person, name) >= MIN_NEAR_MARRIED && person.firsts.size > 0)
    }
    if (title !== null && (isRank(title) || title === 'Dr')) {
      return fitting.filter(
        (person) => !person.titles.has('Mr') && (person.firsts.size === 0 || near(person, name) > 0),
      )
    }
    const isFather = title === 'Mr' && isHusband(last ?? '', entry.count)
    const free = fitting.filter((person) => !hasJunior(person) && !(isFather && isKnownByFirst(person, entry)))
    if (title === null || (title !== 'Mr' && !isMaidenTitle(title))) return free
    // The eldest is Miss Hale and Mr. Hale, the others are Miss Anna and Mr. Tom.
    const known = free.filter(
      (person) => (person.titles.has(title) && person.count > 1) || near(person, name) > 0 || isOnlyBearer(person),
    )
    const eldest = known.filter((person) => {
      const times = timesTitledFirst(person, title)
      return times === 0 || (title === 'Mr' && times >= entry.count * MUCH_TITLED)
    })
    const called = eldest.filter(({ titles }) => titles.has(title))
    if (called.length > 0) return called
    if (eldest.length > 0 || title === 'Mr') return eldest.length > 0 ? eldest : known
    // The Miss Hales are sisters, and Miss Anna is not the eldest.
    if ((forms.counts.get(`${name}s`) ?? 0) >= MIN_COUPLE) return []
    return known.filter(
      (person) =>
        timesTitledFirst(person, title) < entry.count * YOUNGER_SHARE ||
        (together(person, name) === 0 && near(person, name) >= entry.count * YOUNGER_SHARE),
    )
  }

  function isOnlyBearer({ last, firsts }: Person): boolean {
    return entries.every(
      ({ kind, last: other, first }) => kind === 'last' || other !== last || (first !== null && firsts.has(first)),
    )
  }

  /** How often the person is called Miss Anna or Mr. Tom Hale. */
  function timesTitledFirst({ names, firsts }: Person, title: string): number {
    const titled = names.filter((name) => {
      const word = new RegExp(`^${title}\\.? (\\S+)(?: |$)`).exec(name)?.[1]
      return (
        word !== undefined &&
        (firsts.has(word) || isGivenName(word)) &&
        (title === 'Mr' || !name.slice(title.length + 1).includes(' '))
      )
    })
    return titled.reduce((sum, name) => sum + (forms.counts.get(name) ?? 0), 0)
  }

  function wifeCandidates({ name, last, first }: NameEntry): Person[] {
    const wives = people.filter(
      (person) =>
        person.last === last &&
        person.gender !== 'male' &&
        [...person.titles].some(isFemaleTitleOfWives) &&
        !areApart(person, name),
    )
    const called = wives.filter(({ husband }) => husband === first)
    if (called.length > 0) return called
    const own = wives.filter(({ husband }) => husband === null)
    const husband = people.find(
      (person) => person.last === last && person.gender === 'male' && sharesFirst(person, first ?? ''),
    )
    const otherMen = people.some((person) => person !== husband && person.last === last && person.gender === 'male')
    if (husband === undefined || (own.length > 0 && !otherMen)) return own
    return wifeByCompany(name)
  }

  /** The lady without a surname who is told of near the married name, and hardly elsewhere so often: Anna for Mrs. Tom Hale. */
  function wifeByCompany(name: string): Person[] {
    const share = (person: Person) => near(person, name) / person.count
    const [best, next] = people
      .filter(
        (person) =>
          person.last === null &&
          person.firsts.size > 0 &&
          person.gender === 'female' &&
          person.titles.size === 0 &&
          near(person, name) >= 2 &&
          !areApart(person, name),
      )
      .sort((a, b) => share(b) - share(a))
    if (best === undefined || (next !== undefined && share(best) < share(next) * NEARNESS)) return []
    return [best]
  }

  function bareCandidates({ name, words }: NameEntry): Person[] {
    const word = words[0] ?? ''
    const fitting = people.filter((person) => genderFits(person, forms.genderOf(name)) && !areApart(person, name))
    const byFirst = fitting.filter(({ firsts }) => firsts.has(word))
    const bySurname = people.filter(({ last }) => last === word)
    // A surname alone is the gentleman who is called by it, and has no rank; a lady where he is hardly heard of.
    const most = Math.max(0, ...bySurname.map((person) => person.count))
    const gentlemen = bySurname.filter((person) => person.gender === 'male' && person.count >= most * GENTLEMAN_SHARE)
    const heard = gentlemen.length > 0 ? gentlemen : bySurname
    const titled = heard.filter((person) => person.names.some((other) => isTitledSurname(other, word)))
    const plain = titled.filter(({ titles }) => ![...titles].some(isRank))
    const bearers = plain.length > 0 ? plain : titled.length > 0 ? titled : heard
    return byFirst.length > 0 && bearers.length === 0 ? byFirst : bearers.length > 0 ? bearers : byFirst
  }

  /** One candidate takes the name; of several the votes, a clear majority or the company decide; otherwise it stays alone and is doubtful. */
  function place(entry: NameEntry, candidates: readonly Person[]): void {
    const same = byKey.get(keyOf(entry.name))
    if (same !== undefined) {
      add(same, entry)
      return
    }
    const told = candidates.filter((person) => person.names.some((name) => forms.votes(name, entry.name) > 0))
    const ranked = [...(told.length > 0 ? told : candidates)].sort(
      (a, b) => near(b, entry.name) - near(a, entry.name) || b.count - a.count,
    )
    const [top, next] = ranked
    const isClear =
      top === undefined ||
      next === undefined ||
      told.length > 0 ||
      (top.count >= next.count * DOMINANCE && near(top, entry.name) >= near(next, entry.name)) ||
      near(top, entry.name) >= Math.max(2, near(next, entry.name) * NEARNESS) ||
      (entry.kind === 'first' &&
        entry.title === null &&
        (near(top, entry.name) > near(next, entry.name) || top.count > next.count))
    if (top !== undefined && isClear) add(top, entry)
    else {
      if (top !== undefined) doubtful.push([top.names[0] as string, entry.name])
      const person = newPerson(entry)
      people.push(person)
      byKey.set(keyOf(entry.name), person)
    }
  }

  function newPerson(entry: NameEntry): Person {
    return {
      names: [entry.name],
      firsts: new Set(entry.first === null || entry.kind === 'wife' ? [] : [entry.first]),
      last: entry.last,
      gender: entry.gender,
      titles: new Set(entry.title === null ? [] : [entry.title]),
      husband: entry.kind === 'wife' ? entry.first : null,
      count: entry.count,
    }
  }

  function add(person: Person, entry: NameEntry): void {
    person.names.push(entry.name)
    byKey.set(keyOf(entry.name), person)
    person.count += entry.count
    person.gender ??= entry.gender
    person.last ??= entry.last
    if (entry.kind === 'wife') person.husband ??= entry.first
    else if (entry.first !== null) person.firsts.add(entry.first)
    if (entry.title !== null) person.titles.add(entry.title)
  }

  /** Mrs. John Hale tells that John is a junior: Mr. Hale is his father or elder brother. */
  function hasJunior(person: Person): boolean {
    const isJunior = entries.some(
      ({ kind, last, first, count }) =>
        kind === 'wife' &&
        last === person.last &&
        first !== null &&
        person.firsts.has(first) &&
        count >= person.count * WIFE_SHARE,
    )
    const gentleman = ['.', ''].map((dot) => forms.counts.get(`Mr${dot} ${person.last}`) ?? 0)
    const isCouple = isHusband(person.last ?? '', Math.max(...gentleman))
    return isJunior || (isCouple && timesTitledFirst(person, 'Mr') >= MIN_COUPLE)
  }

  /** Mr. and Mrs. Hale are a couple, and Mr. Tom Hale is somebody else. `count` is how often Mr. Hale is mentioned. */
  function isHusband(surname: string, count: number): boolean {
    const couples = ['.', ''].map((dot) => forms.company?.(`Mr${dot} ${surname}`, `Mrs${dot} ${surname}`).near ?? 0)
    return Math.max(...couples) >= Math.max(MIN_COUPLE, count * COUPLE_SHARE)
  }

  /** Who is called Tom all through the novel is a son of Mr. and Mrs. Hale. */
  function isKnownByFirst({ names }: Person, { count }: NameEntry): boolean {
    const first = names.filter((name) => parseEnglishName(name).title === null && !name.includes(' '))
    return first.reduce((sum, name) => sum + (forms.counts.get(name) ?? 0), 0) >= count * DOMINANCE
  }
}
