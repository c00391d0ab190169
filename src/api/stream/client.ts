/** One connection of a page or program to the stream. */
import type { ServerResponse } from 'node:http'

export interface StreamClient {
  readonly userId: string
  /** Sends a formatted message, or keeps it until `open`. A client that does not read is cut off; it comes back and resumes. */
  send(message: string): void
  /** Answers the request with the first message, then with what was kept meanwhile. */
  open(first: string): void
  /** Ends the connection cleanly. */
  end(): void
}

/** A client that has so much unread is too slow to follow, or gone. */
const mostUnreadBytes = 1024 * 1024
/** What a client waits before it comes back. */
const retryMs = 2000

export const streamHeaders = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
}

export function createStreamClient(userId: string, response: ServerResponse): StreamClient {
  let kept: string[] | undefined = []
  const write = (message: string) => {
    if (response.destroyed || response.writableEnded) return
    response.write(message)
    if (response.writableLength > mostUnreadBytes) response.destroy()
  }
  return {
    userId,
    send(message) {
      if (kept) kept.push(message)
      else write(message)
    },
    open(first) {
      response.writeHead(200, { ...streamHeaders, Connection: 'keep-alive' })
      response.write(`retry: ${retryMs}\n\n${first}${(kept ?? []).join('')}`)
      kept = undefined
    },
    end() {
      kept = undefined
      if (response.headersSent) response.end()
      else response.destroy()
    },
  }
}
