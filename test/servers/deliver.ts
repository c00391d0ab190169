/** How answers reach the client, or do not: what is the same on both wires. */
import type { ServerResponse } from 'node:http'
import type { Declined, Fault, FaultKind, RetryAfter, Undelivered } from './faults.ts'
import type { Ledger } from './ledger.ts'
import { sendJson } from './listen.ts'

const declinedKinds = new Set<FaultKind>([
  'rate_limited',
  'overloaded',
  'quota_exhausted',
  'wrong_key',
  'forbidden',
  'no_model',
  'policy',
  'server_error',
  'gateway_page',
  'reset',
] satisfies Declined['kind'][])

const undeliveredKinds = new Set<FaultKind>([
  'lost_answer',
  'bad_gateway_after',
  'hang_before_headers',
  'hang_in_body',
  'cut_json',
  'broken_body',
  'cut_stream',
  'error_in_stream',
  'empty_body',
] satisfies Undelivered['kind'][])

export function isDeclined(fault: Fault | null): fault is Declined {
  return fault !== null && declinedKinds.has(fault.kind)
}

export function isUndelivered(fault: Fault | null): fault is Undelivered {
  return fault !== null && undeliveredKinds.has(fault.kind)
}

/** Enters the end of a request in the ledger when its answer is out, or the client has gone. */
export function endWith(response: ServerResponse, ledger: Ledger, id: string, fault: Fault | null): void {
  response.once('close', () => ledger.end(id, response.writableFinished && !isUndelivered(fault)))
}

export function sendGatewayPage(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', server: 'nginx' })
  const title = status === 200 ? 'Sign in to the network' : `${status} Bad Gateway`
  response.end(
    `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1><hr>nginx</body></html>\n`,
  )
}

/** The headers that say when to come again, and the time itself. */
export function retryAfterOf(form: RetryAfter | undefined): {
  headers: Record<string, string>
  untilMs: number | null
} {
  if (!form) return { headers: {}, untilMs: null }
  const now = Date.now()
  if ('seconds' in form) return { headers: { 'retry-after': String(form.seconds) }, untilMs: now + form.seconds * 1000 }
  if ('milliseconds' in form) {
    return { headers: { 'retry-after-ms': String(form.milliseconds) }, untilMs: now + form.milliseconds }
  }
  const date = new Date(now + form.dateInMs)
  // An HTTP date has no fractions of seconds.
  return { headers: { 'retry-after': date.toUTCString() }, untilMs: Math.floor(date.getTime() / 1000) * 1000 }
}

/** Sends an answer in JSON, in the way of the fault. */
export function sendAnswer(
  response: ServerResponse,
  body: string,
  fault: Undelivered | null,
  headers: Record<string, string> = {},
): void {
  const type = { 'content-type': 'application/json', ...headers }
  const bytes = Buffer.from(body)
  const half = bytes.subarray(0, Math.floor(bytes.length / 2))
  switch (fault?.kind) {
    case undefined:
      response.writeHead(200, type).end(bytes)
      return
    case 'lost_answer':
      response.destroy()
      return
    case 'bad_gateway_after':
      sendGatewayPage(response, 502)
      return
    case 'hang_before_headers':
      return
    case 'hang_in_body':
      response.writeHead(200, { ...type, 'content-length': bytes.length }).write(half)
      return
    case 'cut_json':
    case 'cut_stream':
      response.writeHead(200, type).end(half)
      return
    case 'broken_body':
      response.writeHead(200, { ...type, 'content-length': bytes.length }).write(half, () => response.destroy())
      return
    case 'error_in_stream':
      sendJson(response, 500, { error: { message: 'The server had an error', type: 'server_error', code: null } })
      return
    case 'empty_body':
      response.writeHead(200, type).end()
      return
  }
}
