/** When a throttled provider may be asked again. */

/** No provider is waited for longer than this because of what it said. */
const longestWaitMs = 24 * 60 * 60 * 1000
/**
 * The time in `retry-after-ms`, or in `Retry-After`, in seconds or as a date. Null where neither says anything that can be followed: then the wait
 * grows from time to time, which whoever keeps count of them knows.
 */
export function retryAt(headers: Headers | undefined, now = Date.now()): Date | null {
  const waitMs = statedWaitMs(headers, now)
  return waitMs === undefined ? null : new Date(now + Math.min(waitMs, longestWaitMs))
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
