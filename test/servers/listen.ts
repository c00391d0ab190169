/** A server on loopback that hears whole requests, and can be read and set from another process. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FaultRule, Faults } from './faults.ts'
import { figuresOf } from './figures.ts'
import type { Ledger } from './ledger.ts'

/** A request whose body has come. */
export interface Call {
  method: string
  /** Without the query. */
  path: string
  headers: IncomingMessage['headers']
  body: Buffer
  response: ServerResponse
}

export interface TestServer {
  /** Without a slash at the end. */
  url: string
  ledger: Ledger
  setFaults(rules: FaultRule[]): void
  close(): Promise<void>
}

export interface ServerOptions {
  ledger: Ledger
  faults: Faults
  /** 0, or none: any free one. */
  port?: number | undefined
  handle(call: Call): Promise<void>
}

export async function listenOnLoopback({ ledger, faults, port = 0, handle }: ServerOptions): Promise<TestServer> {
  const server = createServer(async (request, response) => {
    // A client that goes away in the middle is no fault of the server.
    request.on('error', () => {})
    response.on('error', () => {})
    try {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      const call = {
        method: request.method ?? 'GET',
        path: new URL(request.url ?? '/', 'http://loopback').pathname,
        headers: request.headers,
        body: Buffer.concat(chunks),
        response,
      }
      if (call.path.startsWith('/control/')) control(call, ledger, faults)
      else await handle(call)
    } catch (error) {
      if (request.destroyed && !request.complete) return
      console.error(error)
      if (!response.headersSent) sendJson(response, 500, { error: { message: String(error), type: 'server_error' } })
      else response.destroy()
    }
  })
  // Nothing is cut by the server itself: how long a hang lasts is the client's business.
  server.requestTimeout = 0
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ledger,
    setFaults: (rules) => faults.set(rules),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** `GET /control/ledger` gives the figures and entries, `PUT /control/faults` sets the rules. */
function control({ method, path, body, response }: Call, ledger: Ledger, faults: Faults): void {
  if (method === 'GET' && path === '/control/ledger') {
    sendJson(response, 200, { figures: figuresOf(ledger.entries), entries: ledger.entries })
  } else if (method === 'PUT' && path === '/control/faults') {
    faults.set(JSON.parse(body.toString()))
    sendJson(response, 200, {})
  } else {
    sendJson(response, 404, {})
  }
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}
