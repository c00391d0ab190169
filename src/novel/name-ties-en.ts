/** How a name stands to a person of an English novel by the company they keep, see `name-company.ts`. */
import type { NameForms } from './name-groups.ts'
import type { Person } from './name-person-en.ts'

/** Told of together at least so often, and in such a share of the paragraphs that hold both, two names are two people. */
const MIN_TOGETHER = 2
const APART_SHARE = 0.085
/** Names without a common word are one person's when one hardly comes without the other near it, and never beside it. */
const ONE_NEAR = 30
const ONE_SHARE = 0.5
const ONE_TOGETHER = 0.025

export interface Ties {
  /** In how many paragraphs the name is near any of the person's. */
  near(person: Person, name: string): number
  /** How often it is in a sentence with one of them. */
  together(person: Person, name: string): number
  /** Whether the text tells of the two together: they are two people. */
  areApart(person: Person, name: string): boolean
  /** Whether the name comes mostly near the person's other names. */
  keepsCompany(person: Person, name: string): boolean
}

export function tiesOf(forms: NameForms): Ties {
  const sum = (person: Person, name: string, kind: 'near' | 'together') =>
    person.names.reduce((total, other) => total + (forms.company?.(other, name)[kind] ?? 0), 0)
  const near = (person: Person, name: string) => sum(person, name, 'near')
  const together = (person: Person, name: string) => sum(person, name, 'together')
  return {
    near,
    together,
    areApart: (person, name) => {
      const times = together(person, name)
      return times >= MIN_TOGETHER && times >= near(person, name) * APART_SHARE
    },
    keepsCompany: (person, name) => near(person, name) >= Math.max(2, (forms.counts.get(name) ?? 0) * ONE_SHARE),
  }
}

/** Clara and Miss Hale have no word in common where the full name is never said. */
export function joinByCompany(people: Person[], { near, together }: Ties): void {
  const nameless = people.filter(({ last, firsts, count }) => last === null && firsts.size > 0 && count >= ONE_NEAR)
  const firstless = people.filter(({ last, firsts, count }) => last !== null && firsts.size === 0 && count >= ONE_NEAR)
  for (const one of nameless) {
    const fitting = firstless.filter((other) => {
      if (!people.includes(other) || one.gender === null || one.gender !== other.gender) return false
      const paragraphs = other.names.reduce((sum, name) => sum + near(one, name), 0)
      const sentences = other.names.reduce((sum, name) => sum + together(one, name), 0)
      const least = Math.min(one.count, other.count)
      return paragraphs >= Math.max(ONE_NEAR, least * ONE_SHARE) && sentences <= paragraphs * ONE_TOGETHER
    })
    const [other] = fitting
    if (fitting.length !== 1 || other === undefined) continue
    one.names.push(...other.names)
    one.last = other.last
    one.count += other.count
    people.splice(people.indexOf(other), 1)
  }
}
