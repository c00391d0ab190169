/** The one way over which requests to providers leave. */
import type { Readable } from 'node:stream'
import { Agent, errors } from 'undici'
import { CineqoError } from '../../contracts/errors.ts'
import { createConnector } from './connector.ts'
import { codeOf, TransportError } from './transport-error.ts'

export interface ProviderFetchOptions {
  /** Whether servers of this machine and of private networks may be asked. */
  allowPrivateAddresses: boolean
  /**
   * How long a server may take to begin its answer. One that does not stream begins when the answer is finished, so this is the time for the
   * whole work of a model.
   */
  headersTimeoutMs: number
  /** How long an answer that has begun may stand still. */
  idleTimeoutMs: number
}

/** The largest answer that is read: pictures come as text within JSON, a third larger than they are. */
const maxAnswerBytes = 64 * 1024 * 1024
/** What a header may hold, by RFC 9110. Others are left out. */
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/
const withoutBody = [204, 205, 304]

/**
 * Makes a `fetch` for SDKs of providers. A request leaves once, on a connection of its own: one that was kept from before may have been closed by
 * the server, and then nobody knows whether the request was taken on. Redirects are not followed. Rejects with a `TransportError`, with
 * `base_url_forbidden`, or with the reason of the signal; a body that breaks off rejects its reader in the same way.
 */
export function createProviderFetch({
  allowPrivateAddresses,
  headersTimeoutMs,
  idleTimeoutMs,
}: ProviderFetchOptions): typeof fetch {
  const agent = new Agent({
    connect: createConnector({ allowPrivateAddresses }),
    headersTimeout: headersTimeoutMs,
    bodyTimeout: idleTimeoutMs,
    maxResponseSize: maxAnswerBytes,
    // No connection is used twice.
    pipelining: 0,
  })
  return async (input, init) => {
    // The built-in Request writes forms as multipart: undici's own fetch would not know the global FormData.
    const request = new Request(input, init)
    const url = new URL(request.url)
    const body = request.body && Buffer.from(await request.arrayBuffer())
    const faults = { headersTimeoutMs, idleTimeoutMs, signal: init?.signal }
    try {
      const answer = await agent.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: request.method as 'GET',
        headers: { ...Object.fromEntries(request.headers), 'accept-encoding': 'identity' },
        body,
        signal: init?.signal,
      })
      const { statusCode: status } = answer
      const problem = notAnAnswer(status, answer.headers)
      if (problem) {
        answer.body.on('error', () => {}).destroy()
        throw new TransportError('not_understood', problem)
      }
      const content = withoutBody.includes(status) ? null : readableOf(answer.body, faults)
      return new Response(content, { status, headers: headersOf(answer.headers) })
    } catch (error) {
      // What fails to begin as HTTP is none; within a body the same fault is an end that came too soon.
      if (error instanceof errors.HTTPParserError) throw new TransportError('not_understood', error.name)
      throw faultOf(error, faults)
    }
  }
}

type AnswerHeaders = Record<string, string | string[] | undefined>

/** Why an answer is none of a provider; undefined where it may be one. */
function notAnAnswer(status: number, headers: AnswerHeaders): string | undefined {
  if (status >= 300 && status < 400 && headers.location) return `HTTP ${status} → ${hostOf(String(headers.location))}`
  const encoding = headers['content-encoding']
  if (encoding && encoding !== 'identity') return `content-encoding: ${encoding}`
  return undefined
}

/** Where a redirect leads, without path and query, which may hold secrets. */
function hostOf(location: string): string {
  return URL.canParse(location) ? new URL(location).host : '/'
}

function headersOf(headers: AnswerHeaders): Headers {
  const kept = new Headers()
  for (const [name, values] of Object.entries(headers)) {
    for (const value of [values ?? []].flat()) if (headerValue.test(value)) kept.append(name, value)
  }
  return kept
}

interface Faults {
  headersTimeoutMs: number
  idleTimeoutMs: number
  signal?: AbortSignal | null | undefined
}

/** The body as SDKs read it. */
function readableOf(body: Readable, faults: Faults): ReadableStream<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await chunks.next()
        if (done) controller.close()
        else controller.enqueue(value)
      } catch (error) {
        controller.error(faultOf(error, faults))
      }
    },
    cancel() {
      body.destroy()
    },
  })
}

/** Says what a fault of undici means. */
function faultOf(error: unknown, { headersTimeoutMs, idleTimeoutMs, signal }: Faults): unknown {
  if (error instanceof TransportError || error instanceof CineqoError || signal?.aborted) return error
  const code = codeOf(error)
  if (code === 'UND_ERR_HEADERS_TIMEOUT') return new TransportError('no_answer', code, headersTimeoutMs / 1000)
  if (code === 'UND_ERR_BODY_TIMEOUT') return new TransportError('no_answer', code, idleTimeoutMs / 1000)
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') {
    return new TransportError('not_understood', `> ${maxAnswerBytes / 1024 / 1024} MB`)
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return new TransportError('not_understood', code)
  return new TransportError('broken_off', code)
}
