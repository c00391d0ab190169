/** An advisory lock that a process holds for as long as it lives: elects one among several. */
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import type { Database } from './client.ts'

/**
 * How long one attempt waits for the lock. It ends before the waiting statement could keep old rows from being cleaned up, and starts anew
 * at once; a holder that dies is followed within the attempt, immediately.
 */
const lockTimeoutMs = 5 * 60_000
const retryMs = 1000

/**
 * Takes the lock on a connection of its own and runs `work`; its signal aborts when the lock is lost or `signal` aborts. Begins again until
 * `signal` aborts. Waiting and holding send nothing: a lost connection is noticed as it closes.
 */
export async function holdLock(
  database: Database,
  key: number,
  work: (held: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await holdOnce(database, key, work, signal)
    await sleep(retryMs, undefined, { signal }).catch(() => {})
  }
}

async function holdOnce(
  database: Database,
  key: number,
  work: (held: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const lost = new AbortController()
  const options = database.sql.options
  const session = postgres({
    ...options,
    max: 1,
    idle_timeout: null,
    max_lifetime: null,
    fetch_types: false,
    connection: {
      ...options.connection,
      lock_timeout: lockTimeoutMs,
      // The server lets go of the lock of a machine that vanished within half a minute.
      tcp_keepalives_idle: 10,
      tcp_keepalives_interval: 5,
      tcp_keepalives_count: 4,
    },
    onclose: () => lost.abort(),
  } as unknown as postgres.Options<Record<string, postgres.PostgresType>>)
  const leave = () => {
    lost.abort()
    session.end({ timeout: 0 }).catch(() => {})
  }
  signal.addEventListener('abort', leave, { once: true })
  try {
    if (signal.aborted) return
    await session`SELECT pg_advisory_lock(${key})`
    await work(lost.signal)
  } catch {
    // Not had this time: another holds it, or the database is away. The caller tries again.
  } finally {
    signal.removeEventListener('abort', leave)
    await session.end({ timeout: 0 }).catch(() => {})
  }
}
