/** A workflow as Temporal describes it, reduced to what we decide by. */
import { type WorkflowExecutionInfo, WorkflowNotFoundError } from '@temporalio/client'
import { type JobType, workflowIdOf } from '../contracts/job-types.ts'
import type { EngineConnection } from './connection.ts'
import { toDate } from './raw-time.ts'

export interface WorkflowRef {
  type: JobType
  jobId: string
}

export type WorkflowState =
  | 'running'
  | 'completed'
  | 'failed'
  | 'cancelled'
  | 'terminated'
  | 'timed_out'
  | 'continued'
  | 'paused'
  | 'unknown'

export interface WorkflowView {
  workflowId: string
  runId: string
  state: WorkflowState
  /** Which start of the job this is: `runs` of the row at that time. Null when the workflow does not say. */
  runs: number | null
  /** Since when the workflow waits for a worker to take it up; null when one has, or when it waits for nothing. */
  unclaimedSince: Date | null
}

const states: Record<string, WorkflowState> = {
  RUNNING: 'running',
  COMPLETED: 'completed',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
  CANCELED: 'cancelled',
  TERMINATED: 'terminated',
  TIMED_OUT: 'timed_out',
  CONTINUED_AS_NEW: 'continued',
  PAUSED: 'paused',
}

export function toWorkflowView(
  info: Pick<WorkflowExecutionInfo, 'workflowId' | 'runId' | 'status' | 'memo'>,
): WorkflowView {
  const runs = info.memo?.runs
  return {
    workflowId: info.workflowId,
    runId: info.runId,
    state: states[info.status.name] ?? 'unknown',
    runs: typeof runs === 'number' ? runs : null,
    unclaimedSince: null,
  }
}

/** Describes the newest run of a job's workflow. Null when Temporal knows none. */
export async function describeWorkflow(
  engine: EngineConnection,
  ref: WorkflowRef,
  deadlineMs = 3000,
): Promise<WorkflowView | null> {
  try {
    const handle = engine.client.workflow.getHandle(workflowIdOf(ref.type, ref.jobId))
    const description = await engine.call(deadlineMs, () => handle.describe())
    const task = description.raw.pendingWorkflowTask
    return {
      ...toWorkflowView(description),
      unclaimedSince: task && !task.startedTime ? toDate(task.originalScheduledTime ?? task.scheduledTime) : null,
    }
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null
    throw error
  }
}
