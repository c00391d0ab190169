/** A server on loopback that notes what it is asked, and answers as it is told. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface HearingServer {
  /** Without a slash at the end. */
  url: string
  /** What came with `Authorization`, in order; empty where nothing did. */
  authorizations: string[]
  close(): Promise<void>
}

export async function startHearingServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<HearingServer> {
  const authorizations: string[] = []
  const server = createServer((request, response) => {
    authorizations.push(request.headers.authorization ?? '')
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    authorizations,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
