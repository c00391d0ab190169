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

/**
 * The best place of each stretch of so many characters, chapter starts all: enough to choose from, and few enough to compare each with
 * all that may come before it.
 */
export function sparsePlaces(ground: CutGround, stretch: number, start: number, end: number): number[] {
  const isChapter = new Set(ground.chapters)
  const places: number[] = []
  let bucket = -1
  for (let place = start; place < end; place++) {
    const own = Math.floor((ground.before[place] as number) / stretch)
    const last = places.at(-1)
    const isBetter = last !== undefined && (ground.cost[place] as number) < (ground.cost[last] as number)
    if (isChapter.has(place)) places.push(place)
    else if (own !== bucket) places.push(place)
    else if (isBetter && last !== undefined && !isChapter.has(last)) places[places.length - 1] = place
    bucket = own
  }
  return places
}
