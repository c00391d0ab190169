/** Answers what Node refuses before any route sees it, so that these too are problems: what is no HTTP, too long, or too slow to arrive. */
import { randomUUID } from 'node:crypto'
import { maxHeaderSize, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { CineqoError } from '../contracts/errors.ts'
import { toProblem } from './problem.ts'
import { InvalidRequestError } from './requests.ts'

export function answerParserErrors(server: Server): void {
  /** The answers under way: what is written into the connection of one that has begun would be taken for a part of it. */
  const answers = new WeakMap<Duplex, ServerResponse>()
  server.on('request', (request, response) => {
    const { socket } = request
    answers.set(socket, response)
    response.once('close', () => {
      if (answers.get(socket) === response) answers.delete(socket)
    })
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || answers.get(socket)?.headersSent || error.code === 'ECONNRESET') {
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
