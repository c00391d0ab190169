/** Keeps calls to a provider within the limits of the settings: how many at one time in this worker, and how many a minute in all of them. */
import { setTimeout as sleep } from 'node:timers/promises'
import { CineqoError } from '../contracts/errors.ts'
import type { Queryable } from '../db/client.ts'
import { takeLaneTurn } from '../db/queries/take-lane-turn.ts'

export interface LimitedLane {
  name: string
  /** As it is told to persons. */
  provider: string
  /** Null: as many as there is work. */
  concurrency: number | null
  callsPerMinute: number | null
}

/** Whoever waits for longer holds a slot that another lane could use. */
const longestWaitMs = 1000
/** When somebody is to ask again for a place. Calls take seconds, and the places of a lane are few. */
const askAgainMs = 2000

interface Places {
  taken: number
  /** First come, first served. */
  line: (() => void)[]
}

export interface LaneTurns {
  /**
   * Waits for a turn, for a second at most, and returns what is to be called when the call is over. Throws `place_awaited` or `turn_awaited` with
   * the time at which to ask again, or the reason of the signal.
   */
  take(lane: LimitedLane, signal: AbortSignal): Promise<() => void>
}

/** `db` holds the lanes of all workers. */
export function createLaneTurns(db: Queryable): LaneTurns {
  const places = new Map<string, Places>()

  function leave(name: string): void {
    const lane = places.get(name)
    if (!lane) return
    const next = lane.line.shift()
    // The place goes to the next in line.
    if (next) next()
    else lane.taken--
    if (lane.taken === 0) places.delete(name)
  }

  async function takePlace(lane: LimitedLane, concurrency: number, signal: AbortSignal): Promise<void> {
    const { name, provider } = lane
    const known = places.get(name) ?? { taken: 0, line: [] }
    places.set(name, known)
    if (known.taken < concurrency) {
      known.taken++
      return
    }
    await new Promise<void>((resolve, reject) => {
      const stopWaiting = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', giveUp)
      }
      const enter = () => {
        stopWaiting()
        resolve()
      }
      const giveUp = () => {
        stopWaiting()
        known.line.splice(known.line.indexOf(enter), 1)
        const time = new Date(Date.now() + askAgainMs).toISOString()
        reject(signal.aborted ? signal.reason : new CineqoError('place_awaited', { provider, concurrency, time }))
      }
      const timer = setTimeout(giveUp, longestWaitMs)
      signal.addEventListener('abort', giveUp, { once: true })
      known.line.push(enter)
    })
  }

  async function awaitTurn({ name, provider }: LimitedLane, callsPerMinute: number, signal: AbortSignal) {
    const turn = await takeLaneTurn(db, { name, intervalMs: 60_000 / callsPerMinute, mostWaitMs: longestWaitMs })
    if (!turn.isTaken) {
      const time = new Date(Date.now() + turn.waitMs).toISOString()
      throw new CineqoError('turn_awaited', { provider, callsPerMinute, time })
    }
    if (turn.waitMs > 0) await sleep(turn.waitMs, undefined, { signal })
  }

  return {
    async take(lane, signal) {
      signal.throwIfAborted()
      const { name, concurrency, callsPerMinute } = lane
      if (concurrency !== null) await takePlace(lane, concurrency, signal)
      let isOver = concurrency === null
      const end = () => {
        if (!isOver) leave(name)
        isOver = true
      }
      try {
        if (callsPerMinute !== null) await awaitTurn(lane, callsPerMinute, signal)
      } catch (error) {
        end()
        throw signal.aborted ? signal.reason : error
      }
      return end
    },
  }
}
