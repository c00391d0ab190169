/**
 * How many pairs can be made at most when every left and every right element is used once (augmenting paths after Kuhn). `partnersOf` says
 * which rights a left may be paired with. Lefts number a few hundred here: each costs at most one walk over all edges.
 */
export function countMatches<Left, Right>(lefts: readonly Left[], partnersOf: (left: Left) => Iterable<Right>): number {
  const takenBy = new Map<Right, Left>()
  const findPartner = (left: Left, tried: Set<Right>): boolean => {
    for (const right of partnersOf(left)) {
      if (tried.has(right)) continue
      tried.add(right)
      const rival = takenBy.get(right)
      if (rival === undefined || findPartner(rival, tried)) {
        takenBy.set(right, left)
        return true
      }
    }
    return false
  }
  for (const left of lefts) findPartner(left, new Set())
  return takenBy.size
}
