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
/** The end of a text that is being written. PostgreSQL carries 8,000 bytes in a notification; a Chinese character takes three. */
const longestTextCharacters = 2000

export interface ProgressSource {
  userId: string
  jobId: string
  itemId: string | null
}

export interface ProgressPublisher {
  /** Sends the newest words of a job, at most one message in each interval; what comes between is dropped, not queued. */
  publish(source: ProgressSource, progress: ActivityProgress): void
}

export function createProgressPublisher(database: Database, logger: Logger): ProgressPublisher {
  const lastSentAt = new Map<string, number>()
  return {
    publish({ userId, jobId, itemId }, progress) {
      const now = Date.now()
      if (now - (lastSentAt.get(jobId) ?? 0) < publishIntervalMs) return
      if (lastSentAt.size > 1000) lastSentAt.clear()
      lastSentAt.set(jobId, now)
      const message: ProgressMessage & { userId: string } = { userId, jobId, itemId, ...progress }
      notifyProgress(database.db, message).catch((error) => logger.debug({ error }, 'progress was not sent'))
    },
  }
}

/** Tells Temporal and the pages how far an activity is. What is being written goes to the pages alone: Temporal keeps heartbeats. */
export function report(publisher: ProgressPublisher, source: ProgressSource, progress: ActivityProgress): void {
  const { text, ...heartbeat } = progress
  beat(heartbeat)
  publisher.publish(source, { ...heartbeat, ...(text && { text: text.slice(-longestTextCharacters) }) })
}
