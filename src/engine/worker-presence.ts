/** Whether a worker asks for work. */
import { taskQueues } from '../contracts/job-types.ts'
import type { EngineConnection } from './connection.ts'
import { toDate } from './raw-time.ts'

/** A worker that lives renews its long poll at least once a minute; one that was killed stays listed for minutes. */
const pollerFreshMs = 60_000
/** Everybody who asks within this time gets the same answer. */
const cacheMs = 3000

/** `TASK_QUEUE_TYPE_WORKFLOW` of Temporal's API. */
const workflowQueue = 1

/** When a worker last asked for workflows; null when none did lately. */
interface WorkerPresence {
  lastPollAt: Date | null
}

export interface WorkerWatch {
  /** Throws `temporal_unavailable`. */
  look(): Promise<WorkerPresence>
}

/** Looks at the queue of workflows. */
export function createWorkerWatch(engine: EngineConnection): WorkerWatch {
  let cached: { at: number; presence: Promise<WorkerPresence> } | undefined
  return {
    look() {
      if (!cached || Date.now() - cached.at > cacheMs) {
        const presence = lookAtQueue(engine)
        cached = { at: Date.now(), presence }
        presence.catch(() => {
          cached = undefined
        })
      }
      return cached.presence
    },
  }
}

async function lookAtQueue(engine: EngineConnection): Promise<WorkerPresence> {
  const { pollers } = await engine.call(2000, () =>
    engine.connection.workflowService.describeTaskQueue({
      namespace: engine.namespace,
      taskQueue: { name: taskQueues.work },
      taskQueueType: workflowQueue,
    }),
  )
  const polls = (pollers ?? []).map((poller) => toDate(poller.lastAccessTime)?.getTime() ?? 0)
  const last = Math.max(0, ...polls)
  return { lastPollAt: Date.now() - last < pollerFreshMs ? new Date(last) : null }
}
