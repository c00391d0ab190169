import { setTimeout as sleep } from 'node:timers/promises'
import { isConnectionLoss } from '../db/client.ts'

const retryMs = 500

/** Does a small write of what was paid for, and again while the database is away, until the attempt is aborted. */
export async function waitingForDatabase(write: () => Promise<void>, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      return await write()
    } catch (error) {
      if (!isConnectionLoss(error)) throw error
      await sleep(retryMs, undefined, { signal })
    }
  }
}
