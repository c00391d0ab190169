/** Divides a novel into as many episodes as it takes for each to have the length wanted. */
import { type CutGround, charactersBetween, sparsePlaces } from './cut-ground.ts'
import type { EpisodeLength } from './episode-length.ts'

/** What a length costs that is twice as long as wanted, in costs of an arbitrary cut. */
const LENGTH_WEIGHT = 2.5
/** Added to an episode outside the lengths allowed. */
const OUTSIDE = 3
/** What each chapter costs that begins inside an episode. */
const SPANNED_CHAPTER = 0.15
/** Places looked at for each length of an episode. */
const PLACES_PER_EPISODE = 50

/** The starts with the least sum of costs over cuts and lengths, by dynamic programming from the front. */
export function fitStarts(ground: CutGround, length: EpisodeLength): number[] {
  const total = ground.cost.length
  const places = [...sparsePlaces(ground, length.ideal / PLACES_PER_EPISODE), total]
  const isChapter = new Set(ground.chapters)
  /** Chapters that begin up to each place, itself included. */
  let chapters = 0
  let counted = 0
  const chaptersUpTo = places.map((place) => {
    for (; counted <= place; counted++) if (isChapter.has(counted)) chapters++
    return chapters
  })
  // Without it, few long episodes would cost less than many: each cut costs something.
  const usual = usualCost(ground, length.ideal / 2)
  const best = new Float64Array(places.length).fill(Number.POSITIVE_INFINITY)
  const from = new Int32Array(places.length)
  best[0] = 0
  for (let j = 1; j < places.length; j++) {
    const end = places[j] as number
    for (let i = j - 1; i >= 0; i--) {
      const size = charactersBetween(ground, places[i] as number, end)
      // What begins before the longest episode allowed is looked at only when nothing nearer was.
      if (size > length.most && i < j - 1) break
      const spanned = (chaptersUpTo[j - 1] as number) - (chaptersUpTo[i] as number)
      const cost =
        (best[i] as number) +
        (ground.cost[places[i] as number] as number) -
        usual +
        lengthCost(size, length) +
        spanned * SPANNED_CHAPTER
      if (cost < (best[j] as number)) {
        best[j] = cost
        from[j] = i
      }
    }
  }
  const starts: number[] = []
  for (let j = places.length - 1; j > 0; j = from[j] as number) starts.push(places[from[j] as number] as number)
  return starts.reverse()
}

/** What the best cut within a stretch of text costs in the mean. */
function usualCost(ground: CutGround, stretch: number): number {
  const places = sparsePlaces(ground, stretch)
  return places.reduce((sum, place) => sum + (ground.cost[place] as number), 0) / places.length
}

function lengthCost(size: number, { least, ideal, most }: EpisodeLength): number {
  const away = (size - ideal) / ideal
  return LENGTH_WEIGHT * away * away + (size < least || size > most ? OUTSIDE : 0)
}
