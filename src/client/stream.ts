/**
 * The stream of jobs, kept open. It is read with `fetch` instead of `EventSource`, so that one implementation serves the browser and
 * Node, sees why a connection was refused, and notices one that went silent.
 */
import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { type StreamEvent, type StreamMessages, streamMessageSchemas } from '../contracts/stream.ts'
import type { CineqoApiError } from './errors.ts'
import { parseJson, type Transport } from './transport.ts'

/** Where a subscription stands. `waiting`: the connection was lost and is opened again in `retryInMs`. */
export type ConnectionState =
  | { state: 'connecting' }
  | { state: 'open' }
  | { state: 'waiting'; error: CineqoApiError; retryInMs: number }

export interface StreamHandlers {
  /** Opens every connection. Unless `resumed`, it replaces what was known before. */
  onSnapshot?(snapshot: StreamMessages['snapshot']): void
  onJob?(job: StreamMessages['job']): void
  onItem?(item: StreamMessages['item']): void
  onJobDeleted?(deleted: StreamMessages['job_deleted']): void
  /** What a running step says of itself; never stored, may be missed. */
  onProgress?(progress: StreamMessages['progress']): void
  onConnection?(connection: ConnectionState): void
  /** A message that is not valid. It is skipped, and the stream goes on. */
  onError?(error: CineqoApiError): void
}

export interface StreamOptions {
  /** Ends the subscription, like calling what `subscribeToJobs` returned. */
  signal?: AbortSignal
  /** A connection without a byte for so long is given up and opened again. Default 45,000: three times the server's keep-alive. */
  silenceMs?: number
}

const defaultSilenceMs = 45_000
const firstDelayMs = 500
const longestDelayMs = 10_000
/** A message is a few jobs; more than this without an end is not our stream. */
const largestMessageCharacters = 32 * 1024 * 1024

/** Follows all jobs of the user until the returned function is called. Opens lost connections again, for as long as it takes. */
export function subscribeToJobs(
  transport: Transport,
  handlers: StreamHandlers,
  { signal, silenceMs = defaultSilenceMs }: StreamOptions = {},
): () => void {
  const ended = new AbortController()
  const end = () => ended.abort()
  if (signal?.aborted) end()
  signal?.addEventListener('abort', end, { once: true, signal: ended.signal })

  let lastEventId: string | undefined
  let baseDelayMs = firstDelayMs
  let failures = 0

  async function follow(): Promise<void> {
    while (!ended.signal.aborted) {
      call(() => handlers.onConnection?.({ state: 'connecting' }))
      const error = await readConnection()
      if (ended.signal.aborted) return
      // Half of the delay is random, so that the clients of a server that comes back do not all arrive at once.
      const retryInMs = Math.min(longestDelayMs, baseDelayMs * 2 ** failures) * (0.5 + Math.random() / 2)
      failures = Math.min(failures + 1, 10)
      call(() => handlers.onConnection?.({ state: 'waiting', error, retryInMs }))
      await pause(retryInMs, ended.signal)
    }
  }

  /** Reads one connection to its end and says why it ended. */
  async function readConnection(): Promise<CineqoApiError> {
    const silence = new AbortController()
    let watchdog: ReturnType<typeof setTimeout> | undefined
    const alive = () => {
      clearTimeout(watchdog)
      watchdog = setTimeout(() => silence.abort(), silenceMs)
    }
    alive()
    try {
      const response = await transport.fetch(transport.url('/api/stream'), {
        headers: {
          accept: 'text/event-stream',
          ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
        },
        signal: AbortSignal.any([ended.signal, silence.signal]),
      })
      if (!response.ok) return await transport.problemOf(response)
      const mediaType = response.headers.get('content-type') ?? ''
      if (!mediaType.includes('text/event-stream') || !response.body) {
        await response.body?.cancel()
        return transport.badAnswer(`GET /api/stream is ${mediaType || 'empty'}, not text/event-stream`, response)
      }
      await readMessages(response.body, alive)
      return transport.networkError(new Error('the connection was closed'))
    } catch (cause) {
      return transport.networkError(
        silence.signal.aborted ? new Error(`nothing came for ${silenceMs / 1000} s`) : cause,
      )
    } finally {
      clearTimeout(watchdog)
    }
  }

  async function readMessages(body: ReadableStream<Uint8Array>, alive: () => void): Promise<void> {
    let broken: Error | undefined
    const parser = createParser({
      onEvent: take,
      onRetry: (ms) => {
        baseDelayMs = Math.min(Math.max(ms, 1), longestDelayMs)
      },
      onError: (error) => {
        if (error.type === 'max-buffer-size-exceeded') broken = error
      },
      maxBufferSize: largestMessageCharacters,
    })
    const reader = body.getReader()
    const decoder = new TextDecoder()
    try {
      while (true) {
        const { done, value } = await reader.read()
        if (done) return
        alive()
        parser.feed(decoder.decode(value, { stream: true }))
        if (broken) throw broken
      }
    } finally {
      // The connection must not stay open unread.
      reader.cancel().catch(() => {})
    }
  }

  function take({ event = 'message', data, id }: EventSourceMessage): void {
    if (ended.signal.aborted) return
    if (id !== undefined) lastEventId = id
    if (!isStreamEvent(event)) return
    const parsed = streamMessageSchemas[event].safeParse(parseJson(data))
    if (!parsed.success) {
      const error = transport.badAnswer(`a message "${event}" is not valid: ${parsed.error.message}`)
      call(() => handlers.onError?.(error))
      return
    }
    if (event === 'snapshot') {
      failures = 0
      call(() => handlers.onConnection?.({ state: 'open' }))
    }
    call(() => deliver(handlers, event, parsed.data))
  }

  void follow()
  return end
}

/** Runs a handler. What it throws is its author's to see, as with any event handler, and must not cost the connection. */
function call(handler: () => void): void {
  try {
    handler()
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}

function isStreamEvent(event: string): event is StreamEvent {
  return Object.hasOwn(streamMessageSchemas, event)
}

function deliver(handlers: StreamHandlers, event: StreamEvent, data: unknown): void {
  // The schema of the event has checked `data`; the compiler cannot follow a union through two tables.
  const names = {
    snapshot: 'onSnapshot',
    job: 'onJob',
    item: 'onItem',
    job_deleted: 'onJobDeleted',
    progress: 'onProgress',
  } as const satisfies Record<StreamEvent, keyof StreamHandlers>
  const handler = handlers[names[event]] as ((data: unknown) => void) | undefined
  handler?.call(handlers, data)
}

/** Waits, or less when `signal` aborts. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
}
