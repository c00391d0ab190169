import { WorkflowNotFoundError } from '@temporalio/client'
import { workflowIdOf } from '../contracts/job-types.ts'
import type { EngineConnection } from './connection.ts'
import type { WorkflowRef } from './workflow-view.ts'

/**
 * Asks a job's workflow to cancel. Returns `not_running` when there is none that runs: it was never started, or has closed. Asking twice is
 * asking once. Throws `temporal_unavailable`.
 */
export async function cancelJobWorkflow(
  engine: EngineConnection,
  ref: WorkflowRef,
  deadlineMs = 3000,
): Promise<'requested' | 'not_running'> {
  try {
    const handle = engine.client.workflow.getHandle(workflowIdOf(ref.type, ref.jobId))
    await engine.retrying(deadlineMs, () => handle.cancel())
    return 'requested'
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'not_running'
    throw error
  }
}

/** Ends a workflow without asking it. Nothing happens when none runs. Throws `temporal_unavailable`. */
export async function terminateWorkflow(engine: EngineConnection, ref: WorkflowRef, reason: string): Promise<void> {
  try {
    const handle = engine.client.workflow.getHandle(workflowIdOf(ref.type, ref.jobId))
    await engine.call(3000, () => handle.terminate(reason))
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error
  }
}
