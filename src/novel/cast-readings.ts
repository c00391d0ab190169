/**
 * Who is who by the answers of a model. Each answer puts names together, and tells persons apart by naming them beside each other. Over all answers,
 * names are one person's where more answers put them together than tell them apart. Nothing else joins two persons here: what is left open is asked.
 */
import type { Language, PersonFinding } from '../contracts/text.ts'
import { areForms, isAddress, isPartOf, spellingKey } from './name-likeness.ts'

/** Names of one person. */
interface Group {
  names: string[]
  /** The findings that have one of the names. */
  findings: Set<PersonFinding>
}

export interface ReadPersons {
  /** The names of each person; every name of a finding is in exactly one group. */
  groups: string[][]
  /** Pairs of names, in different groups, that some answer gives to one person and others don't. */
  disputed: Array<[string, string]>
  /** Whether answers name the persons with these names beside each other, as two. */
  areToldApart(first: string, second: string): boolean
}

/** Puts the names of `findings`, all by a model, together. `counts`: how often each occurs in the novel. */
export function groupReadings(
  findings: readonly PersonFinding[],
  counts: ReadonlyMap<string, number>,
  language: Language,
): ReadPersons {
  const groupOf = groupPerSpelling(findings)
  const pairs = pairsNamedTogether(findings, groupOf, counts)
  // A join can be what makes the next one sure, so it goes on until nothing changes.
  for (let changed = true; changed; ) {
    changed = false
    for (const { first, second } of pairs) {
      const [one, other] = [groupOf.get(first), groupOf.get(second)]
      if (!one || !other || one === other || !isSure(one, other, language)) continue
      join(one, other, groupOf)
      changed = true
    }
  }
  const disputed = new Map<string, [string, string]>()
  for (const { first, second } of pairs) {
    const [one, other] = [groupOf.get(first), groupOf.get(second)]
    if (!one || !other || one === other) continue
    const names = [mainName(one.names, counts, language), mainName(other.names, counts, language)].sort()
    disputed.set(names.join('\n'), names as [string, string])
  }
  return {
    groups: [...new Set(groupOf.values())].map(({ names }) => names),
    disputed: [...disputed.values()],
    areToldApart: (first, second) => {
      const [one, other] = [groupOf.get(first), groupOf.get(second)]
      return one !== undefined && other !== undefined && one !== other && answersOn(one, other).apart > 0
    },
  }
}

/** The most frequent name that means one person by itself, or the most frequent. */
export function mainName(names: readonly string[], counts: ReadonlyMap<string, number>, language: Language): string {
  const byCount = [...names].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1))
  return byCount.find((name) => !isAddress(name, language)) ?? (byCount[0] as string)
}

function namesOf({ name, aliases }: PersonFinding): string[] {
  return [...new Set([name, ...aliases])]
}

/** The same name in two passages is one person. */
function groupPerSpelling(findings: readonly PersonFinding[]): Map<string, Group> {
  const bySpelling = new Map<string, Group>()
  const groupOf = new Map<string, Group>()
  for (const finding of findings) {
    for (const name of namesOf(finding)) {
      const key = spellingKey(name)
      const group = bySpelling.get(key) ?? { names: [], findings: new Set() }
      bySpelling.set(key, group)
      if (!group.names.includes(name)) group.names.push(name)
      group.findings.add(finding)
      groupOf.set(name, group)
    }
  }
  return groupOf
}

interface NamedTogether {
  first: string
  second: string
  times: number
}

/** Pairs of names that a finding gives to one person: those that most answers agree on first, then the most mentioned. */
function pairsNamedTogether(
  findings: readonly PersonFinding[],
  groupOf: ReadonlyMap<string, Group>,
  counts: ReadonlyMap<string, number>,
): NamedTogether[] {
  const pairs = new Map<Group, Map<Group, NamedTogether>>()
  for (const finding of findings) {
    const names = namesOf(finding)
    for (const [i, first] of names.entries()) {
      for (const second of names.slice(i + 1)) {
        const [one, other] = [groupOf.get(first) as Group, groupOf.get(second) as Group]
        if (one === other) continue
        const known = pairs.get(one)?.get(other) ?? pairs.get(other)?.get(one)
        if (known) known.times++
        else pairs.set(one, (pairs.get(one) ?? new Map()).set(other, { first, second, times: 1 }))
      }
    }
  }
  const least = ({ first, second }: NamedTogether) => Math.min(counts.get(first) ?? 0, counts.get(second) ?? 0)
  return [...pairs.values()]
    .flatMap((others) => [...others.values()])
    .sort((a, b) => b.times - a.times || least(b) - least(a) || (a.first + a.second < b.first + b.second ? -1 : 1))
}

/** How many answers give names of both to one person, and how many name both, or one twice, as two. */
function answersOn(one: Group, other: Group): { together: number; apart: number } {
  const answers = new Map<number, { one: boolean; other: boolean; both: boolean }>()
  const noted = (finding: PersonFinding) => {
    const answer = finding.readFrom ?? 0
    const known = answers.get(answer) ?? { one: false, other: false, both: false }
    answers.set(answer, known)
    return known
  }
  for (const finding of one.findings) noted(finding)[other.findings.has(finding) ? 'both' : 'one'] = true
  for (const finding of other.findings) if (!one.findings.has(finding)) noted(finding).other = true
  const all = [...answers.values()]
  return {
    together: all.filter(({ both }) => both).length,
    apart: all.filter((said) => [said.one, said.other, said.both].filter(Boolean).length > 1).length,
  }
}

function isSure(one: Group, other: Group, language: Language): boolean {
  const { together, apart } = answersOn(one, other)
  return together > apart && !shareOnlyWeakNames(one, other, language)
}

/**
 * Hester Vane and Silas Vane, each called Vane in a passage without the other; a doctor here and a doctor there: every finding that ties the two does so
 * by names that both may bear, and what else they are called can't be forms of one name.
 */
function shareOnlyWeakNames(one: Group, other: Group, language: Language): boolean {
  const isWeak = (name: string) =>
    isAddress(name, language) ||
    [one, other].every(({ names }) => names.some((longer) => isPartOf(name, longer, language)))
  const [own, others] = [one, other].map(({ names }) => names.filter((name) => !isWeak(name)))
  if (!own?.length || !others?.length) return false
  if (own.some((name) => others.some((second) => areForms(name, second, language)))) return false
  const ties = [...one.findings].filter((finding) => other.findings.has(finding))
  return ties.every((finding) =>
    [one, other].some(({ names }) => namesOf(finding).every((name) => !names.includes(name) || isWeak(name))),
  )
}

function join(one: Group, other: Group, groupOf: Map<string, Group>): void {
  one.names.push(...other.names)
  for (const finding of other.findings) one.findings.add(finding)
  for (const name of other.names) groupOf.set(name, one)
}
