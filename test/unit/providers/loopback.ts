/** A server on loopback for one test, which remembers what it was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { createProviderFetch, type ProviderFetchOptions } from '../../../src/providers/http/provider-fetch.ts'
import { createOpenAiClient } from '../../../src/providers/openai/client.ts'

export interface Seen {
  method: string
  path: string
  headers: IncomingMessage['headers']
  body: string
}

/** Starts a server that answers each request, read whole, with what the handler does. It is gone when the test ends. */
export async function serve(answer: (response: ServerResponse, seen: Seen, index: number) => void) {
  const requests: Seen[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { method = '', url = '', headers } = request
    const seen = { method, path: url, headers, body: Buffer.concat(chunks).toString('latin1') }
    requests.push(seen)
    answer(response, seen, requests.length - 1)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, port, requests }
}

export const testKey = 'sk-test-0123456789abcdefghij'

/** A fetch that may ask servers on loopback, with watchdogs that bite soon. */
export function loopbackFetch(options: Partial<ProviderFetchOptions> = {}): typeof fetch {
  return createProviderFetch({ allowPrivateAddresses: true, headersTimeoutMs: 400, idleTimeoutMs: 400, ...options })
}

export function clientOf(url: string, fetch = loopbackFetch()) {
  return createOpenAiClient({ baseUrl: `${url}/v1`, apiKey: testKey, fetch })
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

/** The pieces of a stream as they go over the wire. */
export function sendEvents(response: ServerResponse, events: readonly unknown[]) {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for (const event of events) response.write(`data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`)
}

/** What a promise was rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('it was not rejected')
}
