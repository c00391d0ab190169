import type { CallContext } from '../analyst.ts'

/**
 * Runs rules as a call: stops before the work when the answer is no longer wanted, gives the event loop a turn so that heartbeats of
 * the same process leave in time, and reports the end.
 * @throws the signal's reason
 */
export async function answer<T>(call: CallContext, work: () => T): Promise<T> {
  call.signal.throwIfAborted()
  call.report({ done: 0, total: 1 })
  await new Promise((resolve) => setImmediate(resolve))
  call.signal.throwIfAborted()
  const result = work()
  call.report({ done: 1, total: 1 })
  return result
}
