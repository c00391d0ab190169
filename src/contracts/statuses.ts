/**
 * Every status in the system and the moves between them. Nothing else lists statuses.
 *
 * The state of a job is its workflow; the row is its projection. Why a job waits is a field beside the status, never a status.
 */

export const jobStatuses = [
  'pending',
  'processing',
  'completed',
  'completed_with_failures',
  'failed',
  'cancelled',
] as const
export type JobStatus = (typeof jobStatuses)[number]

export const itemStatuses = ['pending', 'processing', 'completed', 'failed', 'cancelled'] as const
export type ItemStatus = (typeof itemStatuses)[number]

/** How a run of a job can end. */
export type JobOutcomeStatus = Exclude<JobStatus, 'pending' | 'processing'>

/** Which status may follow which. A retry takes an ended job back to `pending`. */
export const jobTransitions: Record<JobStatus, readonly JobStatus[]> = {
  pending: ['processing', 'completed', 'completed_with_failures', 'failed', 'cancelled'],
  processing: ['completed', 'completed_with_failures', 'failed', 'cancelled'],
  completed: [],
  completed_with_failures: ['pending', 'completed'],
  failed: ['pending'],
  cancelled: ['pending'],
}

/** Whether the job still has work to do: it is live in the Task Center and can be cancelled. */
export function isLive(status: JobStatus): boolean {
  return status === 'pending' || status === 'processing'
}

/** Whether the job has ended: it can be deleted, and its workflow is closed. */
export function isFinal(status: JobStatus): status is JobOutcomeStatus {
  return !isLive(status)
}

/** Whether something is left that a retry could finish. */
export function isRetryable(status: JobStatus): boolean {
  return status === 'completed_with_failures' || status === 'failed' || status === 'cancelled'
}

export const liveJobStatuses = jobStatuses.filter(isLive)
export const finalJobStatuses = jobStatuses.filter(isFinal)

/** Why a live job is not moving. Shown beside the status. */
export const waitingReasons = ['no_worker', 'lane_closed', 'retrying', 'budget'] as const
export type WaitingReason = (typeof waitingReasons)[number]

/** The life of one paid request in the ledger. */
export const callStatuses = ['claimed', 'submitted', 'settled', 'failed', 'cancelled', 'outcome_unknown'] as const
export type CallStatus = (typeof callStatuses)[number]

/** Tells the compiler that a switch is exhaustive; throws when data from outside proves it wrong. */
export function assertNever(value: never, what: string): never {
  throw new Error(`Unexpected ${what}: ${String(value)}`)
}
