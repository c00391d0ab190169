/** Runs a part of a job as a job of its own. */
import { ApplicationFailure, defineSearchAttributeKey, WorkflowExecutionAlreadyStartedError } from '@temporalio/common'
import {
  CancellationScope,
  ChildWorkflowCancellationType,
  executeChild,
  getExternalWorkflowHandle,
  isCancellation,
  ParentClosePolicy,
  workflowInfo,
} from '@temporalio/workflow'
import type { ChildJob, JobOutcome } from '../activities/index.ts'
import { runMemo, searchAttributes, taskQueues, workflowIdOf } from '../contracts/job-types.ts'
import { joinJob } from './activities.ts'
import type { JobArguments } from './run-job.ts'

/**
 * Runs the child to its end; throws when it failed or was cancelled. A child that has completed is not run again; one that already runs is
 * joined: the parent was reset, or was retried while its run of before was still closing.
 */
export async function runChildJob(child: ChildJob): Promise<void> {
  if (child.status === 'completed') return
  let mayRestart = true
  for (;;) {
    const ran = await startChild(child)
    const outcome = ran ?? (await joinChild(child))
    // Nobody had begun it: the workflow that was in the way belonged to an earlier start.
    if (!outcome) continue
    if (outcome.status === 'completed' || outcome.status === 'completed_with_failures') return
    // A joined child that was cancelled together with the run before of this parent is wanted again.
    if (!ran && outcome.status === 'cancelled' && mayRestart) {
      mayRestart = false
      continue
    }
    throw partFailure(outcome)
  }
}

/** Null when it already runs. */
async function startChild(child: ChildJob): Promise<JobOutcome | null> {
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
    if (error instanceof WorkflowExecutionAlreadyStartedError) return null
    throw error
  }
}

/** Waits for a child that somebody else started. It is no child of this run, so the wish to cancel is handed on to it. */
async function joinChild(child: ChildJob): Promise<JobOutcome | null> {
  const { jobId } = child
  try {
    return await joinJob({ jobId })
  } catch (error) {
    if (!isCancellation(error)) throw error
    await CancellationScope.nonCancellable(async () => {
      await getExternalWorkflowHandle(workflowIdOf(child.type, jobId))
        .cancel()
        .catch(() => {})
      await joinJob({ jobId })
    })
    throw error
  }
}

function partFailure({ jobId, status, error, message }: JobOutcome): ApplicationFailure {
  return ApplicationFailure.create({
    message: message ?? `Job ${jobId} has ended as ${status}.`,
    type: 'part_not_done',
    nonRetryable: true,
    ...(error && { details: [error] }),
  })
}
