/**
 * Keeps other people's pages away from a server without a login. It listens on loopback only; a page that a browser shows could still
 * reach it by a name that resolves to loopback (DNS rebinding) or by sending a form, so the names in `Host` and `Origin` are checked.
 */
import type { Request, RequestHandler } from 'express'
import { CineqoError } from '../contracts/errors.ts'

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]', '::1'])
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Thrown at start when the server would be open to others without a login. */
export class UnsafeHostError extends Error {
  constructor(host: string) {
    super(
      `HOST is ${host}, but this server has no login and must not be reached from other machines. ` +
        'Set HOST to 127.0.0.1, localhost or ::1, or leave it out.',
    )
    this.name = 'UnsafeHostError'
  }
}

/** Throws an `UnsafeHostError` for an address that other machines may reach. */
export function assertLoopback(host: string): void {
  if (!loopbackNames.has(host)) throw new UnsafeHostError(host)
}

/** Refuses requests that name another host, and changing requests that come from another page. */
export const refuseForeigners: RequestHandler = (request, _response, next) => {
  const host = parseHost(request.headers.host)
  if (!host || !loopbackNames.has(host.hostname)) throw forbidden(request)
  if (!safeMethods.has(request.method) && !isOwnOrigin(request.headers.origin, host)) throw forbidden(request)
  next()
}

function isOwnOrigin(origin: string | undefined, host: URL): boolean {
  if (origin === undefined) return true
  if (!URL.canParse(origin)) return false
  const from = new URL(origin)
  return loopbackNames.has(from.hostname) && from.port === host.port && from.protocol === 'http:'
}

function parseHost(header: string | undefined): URL | undefined {
  if (!header || !/^[\w.:[\]-]+$/.test(header)) return undefined
  const url = `http://${header}`
  return URL.canParse(url) ? new URL(url) : undefined
}

function forbidden(request: Request): CineqoError {
  return new CineqoError('forbidden_origin', { expected: `http://127.0.0.1:${request.socket.localPort ?? ''}` })
}
