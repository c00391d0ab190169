/** How important a person is: by mentions, over how much of the novel they reach, and how much they say. */
import type { Importance } from '../contracts/text.ts'

const MAX_MAIN = 8
const MAX_SUPPORTING = 20
/** Shares of the most important person's weight. */
const MAIN_SHARE = 0.2
const SUPPORTING_SHARE = 0.03
const MIN_SUPPORTING_MENTIONS = 3
/** The novel in so many parts, for the spread. */
const PARTS = 20

export interface Presence {
  mentions: number
  /** The paragraphs that mention the person, rising. */
  paragraphs: readonly number[]
  /** Mentions beside a verb of speech. */
  speeches: number
}

/** Mentions, each speech as one more: who speaks is on the stage. Up to half less for somebody who is met in a part of the novel alone. */
export function weightOf({ mentions, paragraphs, speeches }: Presence, paragraphCount: number): number {
  const parts = new Set(paragraphs.map((paragraph) => Math.floor((paragraph * PARTS) / Math.max(1, paragraphCount))))
  const spread = parts.size / Math.min(PARTS, Math.max(1, paragraphCount))
  return (mentions + speeches) * (0.5 + spread / 2)
}

/** `rank` counts from 0, `most` is the weight of the most important person. */
export function importanceOf(rank: number, mentions: number, weight: number, most: number): Importance {
  if (rank === 0 || (rank < MAX_MAIN && weight >= most * MAIN_SHARE)) return 'main'
  const isSupporting = rank < MAX_MAIN + MAX_SUPPORTING && mentions >= MIN_SUPPORTING_MENTIONS
  return isSupporting && weight >= most * SUPPORTING_SHARE ? 'supporting' : 'minor'
}
