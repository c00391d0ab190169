import { WorkflowNotFoundError } from '@temporalio/client'
import { budgetChangedSignal, workflowIdOf } from '../contracts/job-types.ts'
import type { EngineConnection } from './connection.ts'
import type { WorkflowRef } from './workflow-view.ts'

/** Tells the workflow of a job that a budget was changed in which it counts. Nothing happens when none runs. Throws `temporal_unavailable`. */
export async function signalBudgetChanged(
  engine: EngineConnection,
  ref: WorkflowRef,
  deadlineMs = 3000,
): Promise<void> {
  try {
    const handle = engine.client.workflow.getHandle(workflowIdOf(ref.type, ref.jobId))
    await engine.retrying(deadlineMs, () => handle.signal(budgetChangedSignal))
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error
  }
}
