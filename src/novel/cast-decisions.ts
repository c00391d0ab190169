/** Puts groups of names together where it was decided that they are one person. */
import type { CastGrouping } from './cast-grouping.ts'
import { pairKey } from './cast-links.ts'

/** What was decided about a doubtful pair, by the names it was given with. */
export interface MergeDecision {
  first: string
  second: string
  same: boolean
  /** Whether rules decided. They can't make one of two persons whom a model found. */
  byRules?: boolean
}

interface Joined {
  names: string[]
  /** The groups that it was joined of. */
  parts: ReadonlyArray<readonly string[]>
}

/** New groups. A decision does not join persons of whom two were decided, or are told by a model, to be different. */
export function uniteDecided(grouping: CastGrouping, decisions: readonly MergeDecision[]): string[][] {
  const { groups, isRead, areToldApart } = grouping
  const joinedOf = new Map<string, Joined>()
  for (const group of groups) {
    const joined: Joined = { names: [...group], parts: [group] }
    for (const name of group) joinedOf.set(name, joined)
  }
  const partOf = new Map(groups.flatMap((group) => group.map((name): [string, readonly string[]] => [name, group])))
  const keyOf = (one: readonly string[], other: readonly string[]) => pairKey(one[0] ?? '', other[0] ?? '')
  const keyOfDecision = ({ first, second }: MergeDecision) =>
    keyOf(partOf.get(first) ?? [first], partOf.get(second) ?? [second])
  const different = new Set(decisions.filter(({ same }) => !same).map(keyOfDecision))
  for (const decision of decisions.filter(({ same }) => same)) {
    const [one, other] = [joinedOf.get(decision.first), joinedOf.get(decision.second)]
    if (!one || !other || one === other) continue
    if (decision.byRules && one.names.some(isRead) && other.names.some(isRead)) continue
    const decided = keyOfDecision(decision)
    const areTwo = one.parts.some((part) =>
      other.parts.some((second) => {
        const key = keyOf(part, second)
        return key !== decided && (different.has(key) || areToldApart(part[0] ?? '', second[0] ?? ''))
      }),
    )
    if (areTwo) continue
    const joined: Joined = { names: one.names, parts: [...one.parts, ...other.parts] }
    joined.names.push(...other.names)
    for (const name of joined.names) joinedOf.set(name, joined)
  }
  return [...new Set([...joinedOf.values()].map(({ names }) => names))]
}
