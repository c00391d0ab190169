/** The least that Temporal can do: a workflow with one activity. The baseline of the measurements. */
import { proxyActivities } from '@temporalio/workflow'
import type { BareActivities } from './worker.ts'

const { tellTime } = proxyActivities<BareActivities>({ startToCloseTimeout: '10s', heartbeatTimeout: '8s' })

/** Answers with the time at which its activity ran, in milliseconds since the epoch. */
export async function bare(): Promise<number> {
  return tellTime()
}
