import { QueryNotRegisteredError, QueryRejectedError, WorkflowNotFoundError } from '@temporalio/client'
import { CineqoError } from '../contracts/errors.ts'
import { progressQuery, workflowIdOf } from '../contracts/job-types.ts'
import type { JobProgress } from '../contracts/progress.ts'
import { type EngineConnection, grpcCodeOf } from './connection.ts'
import type { WorkflowRef } from './workflow-view.ts'

/**
 * Asks a running workflow how far it is. Null when nobody can say within the deadline: the workflow has closed, no worker runs, or Temporal
 * does not answer. A closed workflow is never queried, since that replays it whole.
 */
export async function queryProgress(
  engine: EngineConnection,
  ref: WorkflowRef,
  deadlineMs = 800,
): Promise<JobProgress | null> {
  try {
    const handle = engine.client.workflow.getHandle(workflowIdOf(ref.type, ref.jobId))
    return await engine.call(deadlineMs, () => handle.query<JobProgress>(progressQuery))
  } catch (error) {
    const nobodyAnswers =
      error instanceof QueryRejectedError ||
      error instanceof QueryNotRegisteredError ||
      error instanceof WorkflowNotFoundError ||
      error instanceof CineqoError ||
      grpcCodeOf(error) !== undefined
    if (nobodyAnswers) return null
    throw error
  }
}
