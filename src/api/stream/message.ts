import type { StreamEvent, StreamMessages } from '../../contracts/stream.ts'

/** One server-sent event. An id, where given, is where a client that was away goes on. */
export function formatMessage<Event extends StreamEvent>(
  event: Event,
  data: StreamMessages[Event],
  id?: number,
): string {
  return `event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`
}
