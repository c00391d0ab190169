/** Answers what Node refuses before any route sees it, so that these too are problems: what is no HTTP, too long, or too slow to arrive. */
import { randomUUID } from 'node:crypto'
import { maxHeaderSize, type Server, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { CineqoError } from '../contracts/errors.ts'
import { toProblem } from './problem.ts'
import { InvalidRequestError } from './requests.ts'

export function answerParserErrors(server: Server): void {
  /** Connections with an answer under way: another one written into it would be taken for a part of it. */
  const answering = new WeakSet<Duplex>()
  server.on('request', (request, response) => {
    answering.add(request.socket)
    response.once('close', () => answering.delete(request.socket))
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || answering.has(socket) || error.code === 'ECONNRESET') {
      socket.destroy()
      return
    }
    const problem = toProblem(refusalOf(error), { path: '', requestId: randomUUID() })
    const body = JSON.stringify(problem)
    const head = [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
      'Content-Type: application/problem+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Request-Id: ${problem.requestId}`,
      'X-Content-Type-Options: nosniff',
      'Cache-Control: no-store',
      'Connection: close',
    ]
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy())
  })
}

function refusalOf(error: NodeJS.ErrnoException): CineqoError {
  if (error.code === 'HPE_HEADER_OVERFLOW') {
    return new CineqoError('payload_too_large', { limit: `${maxHeaderSize / 1024} KB for address and headers` })
  }
  const isLate = error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
  const message = isLate ? 'it did not arrive in time' : 'it is not HTTP/1.1'
  return new InvalidRequestError([{ in: 'header', path: '', message }], { cause: error })
}
