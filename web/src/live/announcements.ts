/**
 * Which ends of jobs are to be announced. Pure. The browser remembers what was announced, for all of its tabs.
 *
 * An end is known by job, run and status: a retry that ends is another end, a stale repetition is not.
 */
import type { Job } from '../../../src/contracts/job.ts'
import { isFinal } from '../../../src/contracts/statuses.ts'

/** How many ends are remembered: far more than a snapshot ever repeats. */
const rememberedEnds = 1000

export function endKey(job: Job): string {
  return `${job.id}:${job.runs}:${job.status}`
}

/** Jobs of their own that have ended. Parts of another job are told by that one. */
export function endedRoots(jobs: Iterable<Job>): Job[] {
  return [...jobs].filter((job) => job.parentId === null && isFinal(job.status))
}

/** Reads what was remembered; null when this browser has never been here, or remembers something else. */
export function parseAnnounced(stored: unknown): string[] | null {
  return Array.isArray(stored) ? stored.filter((entry) => typeof entry === 'string') : null
}

/**
 * Takes the ends that nobody announced yet. On the first visit everything that has ended counts as announced already.
 */
export function claimEnds(
  ended: readonly Job[],
  announced: readonly string[] | null,
): { claimed: Job[]; announced: string[] } {
  const known = new Set(announced ?? [])
  const fresh = ended.filter((job) => !known.has(endKey(job)))
  return {
    claimed: announced === null ? [] : fresh,
    announced: [...known, ...fresh.map(endKey)].slice(-rememberedEnds),
  }
}
