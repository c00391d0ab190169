import { isCancellation } from '@temporalio/workflow'
import { settleRequest, work } from './activities.ts'

/**
 * Settles the requests for pictures that an ended job has left open, so that no money stays held back until a person comes. Is no job: nobody sees
 * it but in Temporal. A request about which nothing could be found out for a day is entered as one that may have been billed. Repeatable at any
 * point: what is settled is found.
 */
export async function settleRequests({ jobId }: { jobId: string }): Promise<void> {
  const callIds = await work.listOpenRequests({ jobId })
  await Promise.all(
    callIds.map(async (callId) => {
      if (!(await isSettled(callId))) await work.giveUpRequest({ callId })
    }),
  )
}

async function isSettled(callId: string): Promise<boolean> {
  try {
    return await settleRequest({ callId })
  } catch (error) {
    if (isCancellation(error)) throw error
    return false
  }
}
