import { isUtf8 } from 'node:buffer'
import express, { type RequestHandler } from 'express'
import { CineqoError } from '../contracts/errors.ts'

/** Reads a JSON body of at most so many bytes. Another media type is refused; no body at all reads as undefined. */
export function jsonBodyOf(limitBytes: number): RequestHandler {
  const parse = express.json({
    limit: limitBytes,
    strict: true,
    verify: (_request, _response, bytes) => {
      // Otherwise every wrong byte would become a replacement character and be stored.
      if (!isUtf8(bytes)) throw new CineqoError('malformed_json')
    },
  })
  return (request, response, next) => {
    const hasBody =
      request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0
    if (hasBody && !request.is('application/json')) {
      throw new CineqoError('unsupported_media_type', {
        received: request.headers['content-type'] ?? 'none',
        expected: 'application/json',
      })
    }
    parse(request, response, next)
  }
}

/** Reads a JSON body of at most 1 MB. */
export const jsonBody = jsonBodyOf(1024 * 1024)
