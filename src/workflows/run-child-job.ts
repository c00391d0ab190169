/** Runs a part of a job as a job of its own. */
import { defineSearchAttributeKey, WorkflowExecutionAlreadyStartedError } from '@temporalio/common'
import { ChildWorkflowCancellationType, executeChild, ParentClosePolicy, workflowInfo } from '@temporalio/workflow'
import type { ChildJob, JobOutcome } from '../activities/index.ts'
import { runMemo, searchAttributes, taskQueues, workflowIdOf } from '../contracts/job-types.ts'
import { joinJob } from './activities.ts'
import type { JobArguments } from './run-job.ts'

/**
 * Runs the child to its end and returns how it ended; throws when it failed or was cancelled. A child that has completed is not run again;
 * one that already runs, because the parent was reset, is joined.
 */
export async function runChildJob(child: ChildJob): Promise<Pick<JobOutcome, 'jobId' | 'status'>> {
  if (child.status === 'completed') return { jobId: child.jobId, status: child.status }
  try {
    return await executeChild<(argument: JobArguments) => Promise<JobOutcome>>(child.type, {
      workflowId: workflowIdOf(child.type, child.jobId),
      taskQueue: taskQueues.work,
      args: [{ jobId: child.jobId }],
      parentClosePolicy: ParentClosePolicy.REQUEST_CANCEL,
      cancellationType: ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED,
      // Children inherit no search attributes: project and user come from the parent, the rest is their own.
      typedSearchAttributes: workflowInfo().typedSearchAttributes.updateCopy([
        { key: defineSearchAttributeKey(searchAttributes.jobType, 'KEYWORD'), value: child.type },
        { key: defineSearchAttributeKey(searchAttributes.job, 'KEYWORD'), value: child.jobId },
      ]),
      memo: runMemo(child.runs),
      staticSummary: child.summary,
    })
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return joinJob({ jobId: child.jobId })
    throw error
  }
}
