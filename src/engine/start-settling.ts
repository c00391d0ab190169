import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common'
import { settlingIdOf, settlingWorkflow, taskQueues } from '../contracts/job-types.ts'
import type { EngineConnection } from './connection.ts'

const deadlineMs = 3000

/** Starts to settle what an ended job has left open with its providers. Nothing happens when that is under way. Throws `temporal_unavailable`. */
export async function startSettling(engine: EngineConnection, jobId: string): Promise<void> {
  try {
    await engine.retrying(deadlineMs, () =>
      engine.client.workflow.start(settlingWorkflow, {
        workflowId: settlingIdOf(jobId),
        taskQueue: taskQueues.work,
        args: [{ jobId }],
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        workflowIdConflictPolicy: 'FAIL',
        staticSummary: 'Settle the open requests of a job',
        staticDetails: `job \`${jobId}\``,
      }),
    )
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
  }
}
