/** Divides a novel into an exact number of episodes. */
import type { CutGround } from './cut-ground.ts'

/** How far from its ideal place a cut may be looked for, as a share of an episode's length. */
const REACH = 0.5
/** What an episode costs that is twice as long as the mean, in costs of an arbitrary cut. */
const LENGTH_WEIGHT = 4
/** Places compared for each cut. */
const PLACES_PER_CUT = 48

/**
 * Chooses exactly `count` starts among `places` (rising; the first is always taken): near even lengths, at natural places. Needs at least
 * `count` places.
 *
 * A first row of cuts takes the place nearest to each ideal one, which always works out; then each cut chooses among the best places
 * around its own, so that costs of cuts and squares of lengths have the least sum (dynamic programming over the cuts).
 */
export function chooseStarts(ground: CutGround, places: readonly number[], count: number): number[] {
  const origin = ground.before[places[0] as number] as number
  const total = ground.before.at(-1) as number
  const step = (total - origin) / count
  const nearest = nearestPlaces(ground, places, count, origin, step)
  if (step <= 0) return nearest.map((i) => places[i] as number)

  let layer: Layer = { places: [0], best: [0], from: [0] }
  const layers: Layer[] = [layer]
  for (let k = 1; k < count; k++) {
    const choice = placesAround(ground, places, {
      k,
      count,
      ideal: origin + k * step,
      step,
      known: nearest[k] as number,
    })
    layer = nextLayer(ground, places, layer, choice, step)
    layers.push(layer)
  }
  // The last episode ends with the novel.
  const last = layer.places.map(
    (i, at) => (layer.best[at] as number) + lengthCost(total - at0(ground, places, i), step),
  )
  let at = last.indexOf(Math.min(...last))
  const chosen: number[] = []
  for (let k = count - 1; k >= 0; k--) {
    const { places: own, from } = layers[k] as Layer
    chosen.push(places[own[at] as number] as number)
    at = from[at] as number
  }
  return chosen.reverse()
}

interface Layer {
  /** Indexes of places, rising. */
  places: number[]
  /** The least cost up to each. */
  best: number[]
  /** Which of the layer before it came from. */
  from: number[]
}

function at0(ground: CutGround, places: readonly number[], i: number): number {
  return ground.before[places[i] as number] as number
}

function lengthCost(size: number, step: number): number {
  const away = (size - step) / step
  return LENGTH_WEIGHT * away * away
}

function nextLayer(
  ground: CutGround,
  places: readonly number[],
  before: Layer,
  choice: readonly number[],
  step: number,
): Layer {
  const layer: Layer = { places: [], best: [], from: [] }
  for (const i of choice) {
    let best = Number.POSITIVE_INFINITY
    let from = -1
    before.places.forEach((previous, at) => {
      if (previous >= i) return
      const cost =
        (before.best[at] as number) + lengthCost(at0(ground, places, i) - at0(ground, places, previous), step)
      if (cost < best) {
        best = cost
        from = at
      }
    })
    if (from < 0) continue
    layer.places.push(i)
    layer.best.push(best + (ground.cost[places[i] as number] as number))
    layer.from.push(from)
  }
  return layer
}

/** Indexes of the places nearest to the ideal ones, each behind the one before, with enough left for those to come. */
function nearestPlaces(
  ground: CutGround,
  places: readonly number[],
  count: number,
  origin: number,
  step: number,
): number[] {
  const chosen = [0]
  let at = 0
  for (let k = 1; k < count; k++) {
    const ideal = origin + k * step
    const lastAllowed = places.length - (count - k)
    at++
    while (at < lastAllowed && at0(ground, places, at) < ideal) {
      if (at0(ground, places, at + 1) - ideal > ideal - at0(ground, places, at)) break
      at++
    }
    chosen.push(at)
  }
  return chosen
}

/** Indexes of the cheapest places within reach of an ideal one, the known one among them. */
function placesAround(
  ground: CutGround,
  places: readonly number[],
  { k, count, ideal, step, known }: { k: number; count: number; ideal: number; step: number; known: number },
): number[] {
  const lastAllowed = places.length - (count - k)
  let low = known
  let high = known
  while (low > k && ideal - at0(ground, places, low - 1) <= REACH * step) low--
  while (high < lastAllowed && at0(ground, places, high + 1) - ideal <= REACH * step) high++
  const around = Array.from({ length: high - low + 1 }, (_, offset) => low + offset)
  if (around.length <= PLACES_PER_CUT) return around
  const score = (i: number) =>
    (ground.cost[places[i] as number] as number) + Math.abs(at0(ground, places, i) - ideal) / step
  const best = around.sort((a, b) => score(a) - score(b)).slice(0, PLACES_PER_CUT)
  return [...new Set([...best, known])].sort((a, b) => a - b)
}
