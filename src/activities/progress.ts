/**
 * What running activities say on the way: heartbeats for Temporal, and the same words to the pages of the job's owner. Ephemeral; what is
 * finished goes through the rows.
 */
import type { ActivityProgress } from '../contracts/progress.ts'
import type { ProgressMessage } from '../contracts/stream.ts'
import type { Database } from '../db/client.ts'
import { notifyProgress } from '../db/queries/notify-progress.ts'
import type { Logger } from '../log.ts'
import { beat } from './heartbeats.ts'

/** At most four messages a second for each job. */
const publishIntervalMs = 250
/** Longer than the turns of the items that one worker has at a time usually take. */
const staleAfterMs = 2000
/** The end of a text that is being written. PostgreSQL carries 8,000 bytes in a notification; a Chinese character takes three. */
const longestTextCharacters = 2000

export interface ProgressSource {
  userId: string
  jobId: string
  itemId: string | null
}

export interface ProgressPublisher {
  /**
   * Sends the newest words of a job, at most one message in each interval. Items that speak at the same time have their turns, each with its
   * newest words; what came before them is dropped, not queued.
   */
  publish(source: ProgressSource, progress: ActivityProgress): void
}

interface JobTurns {
  /** The newest words of each item, in the order in which they wait. */
  waiting: Map<string | null, { message: ProgressMessage & { userId: string }; saidAt: number }>
}

export function createProgressPublisher(database: Database, logger: Logger): ProgressPublisher {
  const jobs = new Map<string, JobTurns>()

  /** Sends what has waited longest, and comes again after the interval until nobody speaks. */
  function sendNext(jobId: string, turns: JobTurns): void {
    const [next] = turns.waiting
    if (!next) {
      jobs.delete(jobId)
      return
    }
    const [itemId, { message, saidAt }] = next
    turns.waiting.delete(itemId)
    // An item that has not spoken for so long may have ended.
    if (Date.now() - saidAt > staleAfterMs) {
      sendNext(jobId, turns)
      return
    }
    notifyProgress(database.db, message).catch((error) => logger.debug({ error }, 'progress was not sent'))
    setTimeout(() => sendNext(jobId, turns), publishIntervalMs).unref()
  }

  return {
    publish({ userId, jobId, itemId }, progress) {
      const said = { message: { userId, jobId, itemId, ...progress }, saidAt: Date.now() }
      const turns = jobs.get(jobId)
      if (turns) {
        turns.waiting.set(itemId, said)
        return
      }
      const first: JobTurns = { waiting: new Map([[itemId, said]]) }
      jobs.set(jobId, first)
      sendNext(jobId, first)
    },
  }
}

/** Tells Temporal and the pages how far an activity is. What is being written goes to the pages alone: Temporal keeps heartbeats. */
export function report(publisher: ProgressPublisher, source: ProgressSource, progress: ActivityProgress): void {
  const { text, ...heartbeat } = progress
  beat(heartbeat)
  publisher.publish(source, { ...heartbeat, ...(text && { text: text.slice(-longestTextCharacters) }) })
}
