/** What goes wrong between us and a server, before there is an answer that can be read. */

/**
 * - `unreachable`: there was no connection, so nothing was sent.
 * - `no_answer`: the server kept silent for too long, before its answer or within it.
 * - `broken_off`: the connection broke after the request was on its way. Nobody knows what became of it.
 * - `not_understood`: what answers does not speak as a provider does: a redirect, no HTTP, more than an answer can be.
 */
export type TransportFault = 'unreachable' | 'no_answer' | 'broken_off' | 'not_understood'

/**
 * Thrown by the `fetch` of providers. It has neither a code nor a cause, and its message is the fault alone: SDKs look in all of these for signs
 * that they may send again, or that time ran out.
 */
export class TransportError extends Error {
  readonly fault: TransportFault
  /** What happened, without words of any language: `ECONNREFUSED 127.0.0.1:9`. */
  readonly detail: string
  /** How long was waited; 0 unless the fault is `no_answer`. */
  readonly seconds: number

  constructor(fault: TransportFault, detail: string, seconds = 0) {
    super(fault)
    this.name = 'TransportError'
    this.fault = fault
    this.detail = detail
    this.seconds = seconds
  }
}

/** The code of an error of Node or undici, or its name. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}

/** Whether a request may have been taken on although no answer can be read. It was not where there was no connection, or a redirect. */
export function mayHaveArrived({ fault, detail }: TransportError): boolean {
  return fault !== 'unreachable' && !(fault === 'not_understood' && /^HTTP 3/.test(detail))
}
