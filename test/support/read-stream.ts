/** Reads the stream of the API in a test: messages are collected, and can be waited for. */
import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { until } from './stack.ts'

export interface StreamReader {
  /** All messages so far. `data` is parsed. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into messages freely.
  messages: { event: string; id: string | undefined; data: any }[]
  lastId(): string | undefined
  /** Waits for a message of the kind that fits. */
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  waitFor(event: string, fits?: (data: any) => boolean): Promise<any>
  /** Whether the server has ended the connection. */
  ended(): boolean
  close(): void
}

export async function readStream(url: string, lastEventId?: string): Promise<StreamReader> {
  const abort = new AbortController()
  const response = await fetch(`${url}/api/stream`, {
    headers: { accept: 'text/event-stream', ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) },
    signal: abort.signal,
  })
  if (!response.ok || !response.body) throw new Error(`The stream answers ${response.status}.`)
  const messages: StreamReader['messages'] = []
  let ended = false
  const parser = createParser({
    onEvent: ({ event = 'message', id, data }: EventSourceMessage) =>
      messages.push({ event, id, data: JSON.parse(data) }),
  })
  const { body } = response
  const reading = async () => {
    const decoder = new TextDecoder()
    for await (const chunk of body) parser.feed(decoder.decode(chunk, { stream: true }))
  }
  void reading()
    .catch(() => {})
    .finally(() => {
      ended = true
    })
  return {
    messages,
    lastId: () => messages.findLast(({ id }) => id !== undefined)?.id,
    async waitFor(event, fits = () => true) {
      const found = await until(`a message ${event}`, () =>
        messages.find((message) => message.event === event && fits(message.data)),
      )
      return found.data
    },
    ended: () => ended,
    close: () => abort.abort(),
  }
}
