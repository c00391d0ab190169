/** What is known of every place where a novel may be cut. */
import type { Boundary } from '../contracts/text.ts'
import { goesOnTalking } from './exchanges.ts'

export interface CutGround {
  /** Characters before each paragraph; one entry more than paragraphs, the last is the total. */
  before: Float64Array
  /** What a cut before the paragraph costs: 0 at the start of a chapter, 1 at an arbitrary place, more within a conversation. */
  cost: Float64Array
  /** Paragraphs that begin chapters, rising; the first is 0. */
  chapters: readonly number[]
}

/** Added to a cut that tears an exchange of words. No difference in length that an episode may have is worth it. */
const TORN_EXCHANGE = 2

/** `chapters` are the paragraphs that begin one. Lengths are in UTF-16 units. */
export function surveyCuts(
  paragraphs: readonly string[],
  chapters: readonly number[],
  proposals: readonly Boundary[],
): CutGround {
  const before = new Float64Array(paragraphs.length + 1)
  const cost = new Float64Array(paragraphs.length)
  paragraphs.forEach((paragraph, i) => {
    before[i + 1] = (before[i] as number) + paragraph.length
    cost[i] = goesOnTalking(paragraphs[i - 1], paragraph) ? 1 + TORN_EXCHANGE : 1
  })
  for (const { paragraph, strength } of proposals) {
    const known = cost[paragraph]
    if (known === undefined) continue
    cost[paragraph] = Math.min(known, (known > 1 ? TORN_EXCHANGE : 0) + 1 - strength)
  }
  for (const start of chapters) cost[start] = 0
  return { before, cost, chapters }
}

/** Characters from one paragraph to another. */
export function charactersBetween(ground: CutGround, start: number, end: number): number {
  return (ground.before[end] as number) - (ground.before[start] as number)
}

/** The cheapest place of each stretch of so many characters: enough to choose from, and few enough to compare each with all before it. */
export function sparsePlaces(ground: CutGround, stretch: number): number[] {
  const places: number[] = []
  let lastStretch = -1
  ground.cost.forEach((cost, place) => {
    const own = Math.floor((ground.before[place] as number) / stretch)
    if (own !== lastStretch) places.push(place)
    else if (cost < (ground.cost[places.at(-1) as number] as number) && places.length > 1) {
      places[places.length - 1] = place
    }
    lastStretch = own
  })
  return places
}
