/**
 * How long is waited before something is tried again, and how often. Waits grow from attempt to attempt, up to a bound, and are spread, so that not all
 * come back at once. They are drawn in activities and handed to Temporal with the failure, so a workflow replays as it ran.
 */

/** A wait that doubles with each attempt. */
export interface GrowingWait {
  firstMs: number
  longestMs: number
}

/** How often an item may fail for one cause before it is given up. */
export const failuresPerCause = 4

/** Of an item that failed: others may do better meanwhile, and a person looks on. */
export const itemWait: GrowingWait = { firstMs: 1000, longestMs: 30_000 }

/** Of a lane whose provider is busy and does not say until when. Limits of calls are counted by the minute or, at night, for longer. */
export const laneWait: GrowingWait = { firstMs: 5000, longestMs: 300_000 }

/** Of work whose error says nothing of when to try again: Temporal's own policy, which doubles as well. */
export const activityWait: GrowingWait = { firstMs: 500, longestMs: 30_000 }

/** Of questions to a provider that nobody waits for. */
export const settlingWait: GrowingWait = { firstMs: 2000, longestMs: 300_000 }

/** The wait after the nth attempt in a row that failed, from 1: between half of what it has grown to and all of it. */
export function growingWaitMs({ firstMs, longestMs }: GrowingWait, attempts: number, random = Math.random): number {
  const grownMs = Math.min(longestMs, firstMs * 2 ** (attempts - 1))
  return Math.round(grownMs * (0.5 + random() / 2))
}
