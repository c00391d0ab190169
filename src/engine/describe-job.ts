/** What Temporal says about a job when somebody looks at it closely. */
import { WorkflowNotFoundError } from '@temporalio/client'
import { CineqoError } from '../contracts/errors.ts'
import type { JobLive } from '../contracts/job.ts'
import { workflowIdOf } from '../contracts/job-types.ts'
import { type EngineConnection, grpcCodeOf } from './connection.ts'
import { toDate } from './raw-time.ts'
import type { WorkflowRef } from './workflow-view.ts'

type LiveActivity = JobLive['activities'][number]

/** States of a pending activity in Temporal's API (`PendingActivityState`). */
const activityStates: Record<number, LiveActivity['state']> = {
  1: 'scheduled',
  2: 'started',
  3: 'cancel_requested',
  4: 'paused',
  5: 'cancel_requested',
}
/** A job with thousands of attempts under way shows the first of them. */
const mostActivities = 200
/** A failure's message is for reading, not for a stack. */
const failureCharacters = 500

/** Describes a running workflow and its attempts. Null when it is unknown, has closed, or Temporal does not answer within the deadline. */
export async function describeJob(
  engine: EngineConnection,
  ref: WorkflowRef,
  deadlineMs = 800,
): Promise<JobLive | null> {
  try {
    const handle = engine.client.workflow.getHandle(workflowIdOf(ref.type, ref.jobId))
    const description = await engine.call(deadlineMs, () => handle.describe())
    if (description.status.name !== 'RUNNING') return null
    return {
      workflowStatus: description.status.name,
      historyLength: description.historyLength,
      activities: (description.raw.pendingActivities ?? []).slice(0, mostActivities).map(toLiveActivity),
    }
  } catch (error) {
    const isSilent =
      error instanceof WorkflowNotFoundError || error instanceof CineqoError || grpcCodeOf(error) !== undefined
    if (isSilent) return null
    throw error
  }
}

type PendingActivity = NonNullable<
  Awaited<
    ReturnType<ReturnType<EngineConnection['client']['workflow']['getHandle']>['describe']>
  >['raw']['pendingActivities']
>[number]

function toLiveActivity(pending: PendingActivity): LiveActivity {
  const state = activityStates[Number(pending.state ?? 1)] ?? 'scheduled'
  return {
    activity: pending.activityType?.name ?? '',
    state,
    attempt: pending.attempt ?? 1,
    nextAttemptAt: state === 'scheduled' ? isoOf(toDate(pending.nextAttemptScheduleTime)) : null,
    lastFailure: pending.lastFailure?.message?.slice(0, failureCharacters) ?? null,
    lastHeartbeatAt: isoOf(toDate(pending.lastHeartbeatTime)),
    worker: pending.lastWorkerIdentity || null,
  }
}

function isoOf(date: Date | null): string | null {
  return date?.toISOString() ?? null
}
