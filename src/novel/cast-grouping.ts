/** Who is who before doubtful pairs are decided: what models say goes first, rules put the rest together and raise questions. */
import type { Language, PersonFinding } from '../contracts/text.ts'
import type { NameLink } from './cast-links.ts'
import { uniteGroups } from './cast-links.ts'
import { groupReadings, mainName, type ReadPersons } from './cast-readings.ts'
import type { NameGroups } from './name-groups.ts'

export interface CastGrouping extends NameGroups {
  /** Whether a model found the person with this name. Rules alone neither join two of those nor take one out. */
  isRead(name: string): boolean
  /** Whether a model names the persons with these names beside each other, as two. */
  areToldApart(first: string, second: string): boolean
}

/** The groups of findings by rules alone. Their doubtful pairs come most mentioned first. */
export function groupByRules(
  { groups, doubtful }: NameGroups,
  links: readonly NameLink[],
  counts: ReadonlyMap<string, number>,
): CastGrouping {
  const count = (name: string) => counts.get(name) ?? 0
  return {
    groups: uniteGroups(groups, links),
    doubtful: [...doubtful].sort((a, b) => count(b[1]) - count(a[1])),
    isRead: () => false,
    areToldApart: () => false,
  }
}

/**
 * The groups of findings of which some are by a model. A finding by rules belongs to the person whom a model calls by the same name. `byRules` is what
 * rules make of all names, also of those that models found: where that differs, it is a question. Disputed pairs come first, then what no model
 * told apart, and the more mentioned before the rest.
 */
export function groupWithReadings(
  findings: readonly PersonFinding[],
  byRules: NameGroups & { links: readonly NameLink[] },
  counts: ReadonlyMap<string, number>,
  language: Language,
): CastGrouping {
  const read = groupReadings(
    findings.filter(({ readFrom }) => readFrom !== undefined),
    counts,
    language,
  )
  const groups = read.groups.map((names) => [...names])
  const groupOf = new Map(groups.flatMap((names) => names.map((name): [string, string[]] => [name, names])))
  const readNames = new Set(groupOf.keys())
  for (const [name, group] of namesBeside(findings, groupOf)) {
    group.push(name)
    groupOf.set(name, group)
  }
  const suggested: Array<[string[], string[]]> = []
  for (const names of uniteGroups(byRules.groups, byRules.links)) {
    const rest = names.filter((name) => !groupOf.has(name))
    for (const name of rest) groupOf.set(name, rest)
    if (rest.length > 0) groups.push(rest)
    const [most, ...others] = [...new Set(names.map((name) => groupOf.get(name) as string[]))].sort(
      (a, b) => sumOf(b, counts) - sumOf(a, counts),
    )
    for (const other of others) suggested.push([most as string[], other])
  }
  for (const [first, second] of byRules.doubtful) {
    const [one, other] = [groupOf.get(first), groupOf.get(second)]
    if (one && other && one !== other) suggested.push([one, other])
  }
  return {
    groups,
    doubtful: questionsOf(read, suggested, groupOf, counts, language),
    isRead: (name) => readNames.has(name),
    areToldApart: read.areToldApart,
  }
}

/** The names that only rules found, of findings that are called as somebody whom a model found, where most findings with the name say so. */
function* namesBeside(
  findings: readonly PersonFinding[],
  groupOf: ReadonlyMap<string, string[]>,
): Generator<[string, string[]]> {
  const known = new Map<string, number>()
  const beside = new Map<string, Map<string[], number>>()
  for (const { name, aliases, readFrom } of findings) {
    if (readFrom !== undefined) continue
    const group = groupOf.get(name)
    for (const other of new Set([name, ...aliases])) {
      if (groupOf.has(other)) continue
      known.set(other, (known.get(other) ?? 0) + 1)
      if (group === undefined) continue
      const times = beside.get(other) ?? new Map<string[], number>()
      beside.set(other, times.set(group, (times.get(group) ?? 0) + 1))
    }
  }
  for (const [name, times] of beside) {
    for (const [group, count] of times) if (count * 2 > (known.get(name) ?? 0)) yield [name, group]
  }
}

function sumOf(names: readonly string[], counts: ReadonlyMap<string, number>): number {
  return names.reduce((sum, name) => sum + (counts.get(name) ?? 0), 0)
}

function questionsOf(
  { disputed, areToldApart }: ReadPersons,
  suggested: ReadonlyArray<[string[], string[]]>,
  groupOf: ReadonlyMap<string, string[]>,
  counts: ReadonlyMap<string, number>,
  language: Language,
): Array<[string, string]> {
  const main = (names: readonly string[]) => mainName(names, counts, language)
  const questions = new Map<string, { pair: [string, string]; rank: number; mentions: number }>()
  const ask = ([first, second]: [string, string], rank: number) => {
    const sizes = [first, second].map((name) => sumOf(groupOf.get(name) ?? [], counts))
    const pair: [string, string] = (sizes[0] ?? 0) >= (sizes[1] ?? 0) ? [first, second] : [second, first]
    const key = pair.join('\n')
    if (!questions.has(key)) questions.set(key, { pair, rank, mentions: Math.min(...sizes) })
  }
  for (const [first, second] of disputed)
    ask([main(groupOf.get(first) ?? [first]), main(groupOf.get(second) ?? [second])], 0)
  for (const [one, other] of suggested) {
    const pair: [string, string] = [main(one), main(other)]
    ask(pair, areToldApart(...pair) ? 2 : 1)
  }
  return [...questions.values()].sort((a, b) => a.rank - b.rank || b.mentions - a.mentions).map(({ pair }) => pair)
}
