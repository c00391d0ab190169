/** The activities as workflows call them, with the deadlines and retries of each queue. */
import type { RetryPolicy } from '@temporalio/common'
import { ActivityCancellationType, type ActivityOptions, proxyActivities } from '@temporalio/workflow'
import type { PaintActivities, TextActivities, WorkActivities } from '../activities/index.ts'
import { taskQueues } from '../contracts/job-types.ts'
import { activityWait, type GrowingWait, settlingWait } from '../contracts/retry-policy.ts'

function doubling({ firstMs, longestMs }: GrowingWait): RetryPolicy {
  return { initialInterval: firstMs, backoffCoefficient: 2, maximumInterval: longestMs }
}

/**
 * Attempts have no limit here: activities count failures by cause in the item's row and end with a failure that is not retried. The
 * heartbeat says within seconds that a worker died, also for short activities, whose task can be lost on its way to a worker.
 */
const everywhere = {
  heartbeatTimeout: '8s',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: doubling(activityWait),
} satisfies ActivityOptions

export const work = proxyActivities<WorkActivities>({
  ...everywhere,
  taskQueue: taskQueues.work,
  startToCloseTimeout: '1 minute',
})

/** A job joined after a reset may take as long as it likes; its own activities have deadlines. */
export const { joinJob } = proxyActivities<WorkActivities>({
  ...everywhere,
  taskQueue: taskQueues.work,
  startToCloseTimeout: '7 days',
})

/** An item may take several calls of five minutes each: to repair an answer, or for the parts of a window. */
export const text = proxyActivities<TextActivities>({
  ...everywhere,
  taskQueue: taskQueues.text,
  startToCloseTimeout: '30 minutes',
})

export const paint = proxyActivities<PaintActivities>({
  ...everywhere,
  taskQueue: taskQueues.image,
  startToCloseTimeout: '10 minutes',
})

/** Asks a provider that may be away for long. Free, and nobody waits for it. */
export const { settleRequest } = proxyActivities<PaintActivities>({
  ...everywhere,
  taskQueue: taskQueues.image,
  startToCloseTimeout: '10 minutes',
  scheduleToCloseTimeout: '24 hours',
  retry: doubling(settlingWait),
})

/** An activity with a line of its own in Temporal's Web UI. */
export function named(summary: string): { summary: string } {
  return { summary: summary.slice(0, 60) }
}
