/** When a throttled provider may be asked again. */

/** No provider is waited for longer than this because of what it said. */
const longestWaitMs = 24 * 60 * 60 * 1000
/** Where a provider does not say: long enough to matter, spread so that workers do not come back all at once. */
const shortestGuessMs = 5_000
const longestGuessMs = 20_000

/**
 * The time in `retry-after-ms`, or in `Retry-After`, in seconds or as a date. A guess of 5 to 20 s where neither says anything that can be
 * followed.
 */
export function retryAt(headers: Headers | undefined, now = Date.now()): Date {
  const waitMs = statedWaitMs(headers, now)
  if (waitMs === undefined) {
    return new Date(now + shortestGuessMs + Math.random() * (longestGuessMs - shortestGuessMs))
  }
  return new Date(now + Math.min(waitMs, longestWaitMs))
}

function statedWaitMs(headers: Headers | undefined, now: number): number | undefined {
  const milliseconds = Number.parseFloat(headers?.get('retry-after-ms') ?? '')
  if (milliseconds >= 0) return milliseconds
  const stated = headers?.get('retry-after')?.trim() ?? ''
  if (/^\d+(\.\d+)?$/.test(stated)) return Number(stated) * 1000
  const dateMs = Date.parse(stated) - now
  return dateMs > 0 ? dateMs : undefined
}

/** Whether the provider says when to come back. */
export function statesRetry(headers: Headers | undefined): boolean {
  return statedWaitMs(headers, Date.now()) !== undefined
}
