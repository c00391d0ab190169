/** Whom a name means among the people of a book. */
import type { Gender } from '../contracts/text.ts'
import type { GoldCharacter } from './gold-book.ts'
import { genderOfTitles, nameKey, withoutTitles } from './name-key.ts'

export interface GoldNames {
  /** The people (by their place in the list) that a name may mean: none, one, or several where the name does not tell them apart. */
  lookUp(name: string): ReadonlySet<number>
  /** Keys of names that mean one person, and that person. */
  readonly owners: ReadonlyMap<string, number>
}

const NOBODY: ReadonlySet<number> = new Set()

/**
 * A name as listed goes before a name whose titles differ: "Mr. Bennet" means who is listed so, "Captain Bennet" whoever is the only Bennet,
 * unless title and person differ in gender.
 */
export function goldNamesOf(characters: readonly GoldCharacter[]): GoldNames {
  const byKey = new Map<string, Set<number>>()
  const byBareName = new Map<string, Map<number, Set<string>>>()
  characters.forEach(({ name, aliases }, person) => {
    for (const key of keysOf([name, ...aliases])) {
      const people = byKey.get(key) ?? new Set()
      byKey.set(key, people.add(person))
      const { bare, titles } = withoutTitles(key)
      const bearers = byBareName.get(bare) ?? new Map<number, Set<string>>()
      byBareName.set(bare, bearers.set(person, new Set([...(bearers.get(person) ?? []), ...titles])))
    }
  })

  function lookUp(name: string): ReadonlySet<number> {
    const key = nameKey(name)
    const listed = byKey.get(key)
    if (listed) return listed
    const { bare, titles } = withoutTitles(key)
    const [bearer, ...others] = byBareName.get(bare) ?? []
    if (!bearer || others.length > 0) return NOBODY
    const [person, listedTitles] = bearer
    const expected: Gender | null = characters[person]?.gender ?? genderOfTitles(listedTitles)
    const told = genderOfTitles(titles)
    return told && expected && told !== expected ? NOBODY : new Set([person])
  }

  const owners = new Map<string, number>()
  for (const [key, people] of byKey) {
    const [person] = people
    if (people.size === 1 && person !== undefined) owners.set(key, person)
  }
  return { lookUp, owners }
}

/** The keys of names, without those that have none. */
export function keysOf(names: readonly string[]): string[] {
  return names.map(nameKey).filter((key) => key !== '')
}
