/** What the findings say about which names belong together, beside what the names show by themselves. */
import type { PersonFinding } from '../contracts/text.ts'
import { parseChineseName } from './naming-zh.ts'

export interface NameLink {
  first: string
  second: string
}

/** The same for both orders of a pair. */
export function pairKey(first: string, second: string): string {
  return first < second ? `${first}\n${second}` : `${second}\n${first}`
}

/** How many findings name both of a pair. */
export function countVotes(findings: readonly PersonFinding[]): Map<string, number> {
  const votes = new Map<string, number>()
  for (const finding of findings) {
    for (const [first, second] of pairsOf(namesOf(finding))) {
      const key = pairKey(first, second)
      votes.set(key, (votes.get(key) ?? 0) + 1)
    }
  }
  return votes
}

/**
 * Links that only the text can tell, because the names have nothing in common (老何 and 何其远, the Weasel and John Hobb). Names that
 * hang together by a word are left to the rules, which see the whole novel. A link counts when most of the findings that
 * know the rarer name make it.
 */
export function linksOf(findings: readonly PersonFinding[], counts: ReadonlyMap<string, number>): NameLink[] {
  const known = new Map<string, number>()
  const links = new Map<string, { link: NameLink; count: number }>()
  for (const finding of findings) {
    const names = namesOf(finding).filter((name) => counts.has(name))
    for (const name of names) known.set(name, (known.get(name) ?? 0) + 1)
    const families = familiesOf(names)
    // One pair of each two families is enough to join them: the most frequent names.
    const heads = families.map((family) =>
      family.reduce((a, b) => ((counts.get(b) ?? 0) > (counts.get(a) ?? 0) ? b : a)),
    )
    for (const [first, second] of pairsOf(heads)) {
      const entry = links.get(pairKey(first, second)) ?? { link: { first, second }, count: 0 }
      entry.count++
      links.set(pairKey(first, second), entry)
    }
  }
  return [...links.values()]
    .filter(({ link, count }) => count * 2 > Math.min(known.get(link.first) ?? 0, known.get(link.second) ?? 0))
    .map(({ link }) => link)
}

/** New groups, with those that a link joins in one. */
export function uniteGroups(groups: ReadonlyArray<readonly string[]>, links: readonly NameLink[]): string[][] {
  const groupOf = new Map<string, string[]>()
  for (const group of groups) {
    const own = [...group]
    for (const name of own) groupOf.set(name, own)
  }
  for (const { first, second } of links) {
    const one = groupOf.get(first)
    const other = groupOf.get(second)
    if (!one || !other || one === other) continue
    one.push(...other)
    for (const name of other) groupOf.set(name, one)
  }
  return [...new Set(groupOf.values())]
}

function namesOf(finding: PersonFinding): string[] {
  return [...new Set([finding.name, ...finding.aliases])]
}

function* pairsOf(names: readonly string[]): Generator<[string, string]> {
  for (let i = 0; i < names.length; i++) {
    for (let k = i + 1; k < names.length; k++) yield [names[i] as string, names[k] as string]
  }
}

/** Names that hang together by common words, directly or over others. */
function familiesOf(names: readonly string[]): string[][] {
  const families: string[][] = []
  for (const name of names) {
    const related = families.filter(
      (family) =>
        family.some((other) => shareWord(name, other)) && !family.some((other) => areTwoFullNames(name, other)),
    )
    const joined = [name, ...related.flat()]
    for (const family of related) families.splice(families.indexOf(family), 1)
    families.push(joined)
  }
  return families
}

function shareWord(first: string, second: string): boolean {
  if (/[\u3400-\u9fff]/.test(first)) {
    return [...first].some((character) => second.includes(character))
  }
  const words = new Set(first.split(' '))
  return second.split(' ').some((word) => words.has(word))
}

/** Two full names of one surname are no forms of each other: 周守业 and 周半城 are one person only where the text says so. */
function areTwoFullNames(first: string, second: string): boolean {
  if (first.includes(second) || second.includes(first)) return false
  const [one, other] = [parseChineseName(first), parseChineseName(second)]
  const isFull = ({ surname, given, title }: typeof one) => surname !== '' && given !== '' && title === ''
  return isFull(one) && isFull(other) && one.surname === other.surname
}
