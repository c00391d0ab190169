/** Times of Temporal's raw API. */
interface RawTime {
  seconds?: unknown
  nanos?: number | null
}

/** `seconds` is a number, a string or a Long, depending on the transport. Null for a time that is not set. */
export function toDate(time: RawTime | null | undefined): Date | null {
  if (!time || time.seconds === null || time.seconds === undefined) return null
  const ms = Number(String(time.seconds)) * 1000 + (time.nanos ?? 0) / 1e6
  return ms > 0 ? new Date(ms) : null
}
