/** What every job has around its own work: its beginning, its end, and what becomes of it when it is cancelled or fails. */
import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  CancelledFailure,
  ContinueAsNew,
  isCancellation,
  makeContinueAsNewFunc,
  workflowInfo,
} from '@temporalio/workflow'
import type { JobOutcome } from '../activities/index.ts'
import type { StoredError } from '../contracts/errors.ts'
import type { JobType } from '../contracts/job-types.ts'
import type { JobProgress } from '../contracts/progress.ts'
import { work } from './activities.ts'
import { type ProgressTracker, trackProgress } from './job-progress.ts'

/** The argument of every job's workflow. */
export interface JobArguments {
  jobId: string
  /** Set by the run before this one, after continue-as-new. */
  carried?: JobProgress
}

/**
 * Runs a job: notes that it begins, does its work, and ends it by what became of the items. A cancelled job keeps what is finished and ends
 * as cancelled; whatever else goes wrong ends it as failed, with the reason. A job that was cancelled before, or that a later start has taken
 * over, is left as it is.
 */
export async function runJob(
  type: JobType,
  { jobId, carried }: JobArguments,
  doWork: (progress: ProgressTracker) => Promise<void>,
): Promise<JobOutcome> {
  const progress = trackProgress(type, carried)
  const run = startOf(jobId)
  try {
    const endedBefore = await work.beginJob({ ...run, isContinued: carried !== undefined })
    if (endedBefore) return endedBefore
    await doWork(progress)
    const outcome = await work.finishJob(run)
    if (outcome.status === 'failed') throw jobFailure(outcome)
    return outcome
  } catch (error) {
    if (error instanceof ContinueAsNew || isJobFailure(error)) throw error
    const isCancelled = isCancellation(error) && CancellationScope.current().consideredCancelled
    const end = isCancelled
      ? { ...run, status: 'cancelled' as const }
      : { ...run, status: 'failed' as const, error: storedErrorOf(error) }
    const outcome = await CancellationScope.nonCancellable(() => work.endJob(end))
    throw isCancelled ? error : jobFailure(outcome)
  }
}

/** Which start of the job this workflow is. A workflow that was started by hand, without a memo, is the first. */
export function startOf(jobId: string): { jobId: string; runs: number } {
  return { jobId, runs: Number(workflowInfo().memo?.runs ?? 1) }
}

/** Goes on with the same job in a new run, so that no history grows large. */
export async function continueJob(jobId: string, progress: ProgressTracker): Promise<never> {
  // A wish to cancel that came with the last item would not reach the next run.
  if (CancellationScope.current().consideredCancelled) throw new CancelledFailure('The job was cancelled.')
  const next = makeContinueAsNewFunc<(argument: JobArguments) => Promise<JobOutcome>>({
    workflowType: workflowInfo().workflowType,
  })
  return next({ jobId, carried: progress.current() })
}

/** The stored error inside a failure of an activity or a child job. */
export function storedErrorOf(error: unknown): StoredError {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ApplicationFailure && cause.details?.[0]) return cause.details[0] as StoredError
  }
  const cause = error instanceof ActivityFailure ? error.cause : error
  const detail = cause instanceof Error ? cause.message : String(cause)
  return { code: 'item_failed', params: { detail: detail.replaceAll('\u0000', '').slice(0, 500) } }
}

const jobFailureType = 'job_failed'

function jobFailure({ jobId, error, message }: JobOutcome): ApplicationFailure {
  return ApplicationFailure.create({
    message: message ?? `Job ${jobId} failed.`,
    type: jobFailureType,
    nonRetryable: true,
    ...(error && { details: [error] }),
  })
}

function isJobFailure(error: unknown): boolean {
  return error instanceof ApplicationFailure && error.type === jobFailureType
}
