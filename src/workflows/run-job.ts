/** What every job has around its own work: its beginning, its end, and what becomes of it when it is cancelled or fails. */
import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
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
 * as cancelled; whatever else goes wrong ends it as failed, with the reason.
 */
export async function runJob(
  type: JobType,
  { jobId, carried }: JobArguments,
  doWork: (progress: ProgressTracker) => Promise<void>,
): Promise<JobOutcome> {
  const progress = trackProgress(type, carried)
  try {
    await work.beginJob({ jobId })
    await doWork(progress)
    const outcome = await work.finishJob({ jobId })
    if (outcome.status === 'failed') throw jobFailure(outcome)
    return outcome
  } catch (error) {
    if (error instanceof ContinueAsNew || isJobFailure(error)) throw error
    const end = isCancellation(error)
      ? { jobId, status: 'cancelled' as const }
      : { jobId, status: 'failed' as const, error: storedErrorOf(error) }
    const outcome = await CancellationScope.nonCancellable(() => work.endJob(end))
    throw isCancellation(error) ? error : jobFailure(outcome)
  }
}

/** Goes on with the same job in a new run, so that no history grows large. */
export async function continueJob(jobId: string, progress: ProgressTracker): Promise<never> {
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
  return { code: 'item_failed', params: { detail: cause instanceof Error ? cause.message : String(cause) } }
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
