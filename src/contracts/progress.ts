/**
 * How far a job is, and how percent is computed. The same function serves the row, the workflow query and the page.
 */
import { type JobType, jobCatalogue, type Phase } from './job-types.ts'

/** Items of one phase. Failed items count as neither done nor left over until they are retried. */
export interface PhaseCount {
  total: number
  completed: number
  failed: number
}

export type PhaseCounts = Partial<Record<Phase, PhaseCount>>

/** The answer of the workflow query `progress`. */
export interface JobProgress {
  phase: Phase | null
  phases: PhaseCounts
  /** 0 to 100. */
  percent: number
  /** What the workflow itself waits for; null when it does not. What an activity waits for is in the row alone. */
  waiting: 'budget' | null
}

/** What an activity says with each heartbeat. Ephemeral: it is shown, never stored. */
export interface ActivityProgress {
  phase: Phase
  done: number
  /** 0 when unknown. */
  total: number
  message?: string
  /** The end of a text that is being written. */
  text?: string
}

/**
 * Percent of a job, from 0 to 100, rounded down. Only completed work counts, so that a job that ended with failures goes on from
 * where it was when it is retried, and the number never falls.
 */
export function percentOf(type: JobType, counts: PhaseCounts): number {
  let percent = 0
  for (const { name, weight } of jobCatalogue[type].phases) {
    const count = counts[name]
    if (count && count.total > 0) percent += (weight * Math.min(count.completed, count.total)) / count.total
  }
  return Math.floor(percent + 1e-9)
}

/**
 * The counts of a job that enters a phase: phases before it that have no items of their own, or found nothing to do, are done. The row and
 * the workflow both count by this, so they say the same.
 */
export function enterPhase(type: JobType, counts: PhaseCounts, phase: Phase): PhaseCounts {
  const next = { ...counts }
  for (const { name, itemKind, part } of jobCatalogue[type].phases) {
    if (name === phase) break
    const isEmpty = itemKind !== undefined && !next[name]?.total
    if ((!itemKind && !part) || isEmpty) next[name] = { total: 1, completed: 1, failed: 0 }
  }
  return next
}

/** Whether a phase is done by a job of its own, so that it counts by the percent of that job. */
export function isDoneByPart(type: JobType, phase: Phase): boolean {
  return jobCatalogue[type].phases.some(({ name, part }) => name === phase && part !== undefined)
}
