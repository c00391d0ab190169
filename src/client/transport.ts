/** One request to the API: address, time-out, problem documents, checked answers. Knows no resources. */
import { z } from 'zod'
import { errorText } from '../contracts/errors.ts'
import type { Language } from '../contracts/text.ts'
import { CineqoApiError, isErrorCode, ownError } from './errors.ts'

export interface ClientOptions {
  /** Origin of the API, such as `http://127.0.0.1:3000`. Empty (the default): the origin of the page. */
  baseUrl?: string
  /** Replaces the global `fetch`. */
  fetch?: typeof fetch
  /** Of `message` of thrown errors. Default `en`. */
  language?: Language
  /** How long one answer may take, in milliseconds. Default 30,000; uploads and files have ten times as long. */
  timeoutMs?: number
}

/** What every method takes last. */
export interface RequestOptions {
  /** Aborts the request; the method then rejects with the signal's reason. */
  signal?: AbortSignal
  timeoutMs?: number
}

export interface SendOptions extends RequestOptions {
  query?: Record<string, string | number | readonly string[] | undefined>
  headers?: Record<string, string>
  /** Sent as JSON. */
  json?: unknown
  /** Sent as it is. */
  body?: FormData | Blob
  /** Moves many bytes: has ten times the time. */
  large?: boolean
}

export interface Transport {
  baseUrl: string
  language: Language
  fetch: typeof fetch
  url(path: string, query?: SendOptions['query']): string
  /** Sends a request and returns its answer when the status is 2xx; throws a `CineqoApiError` otherwise. */
  send<Answer>(
    method: string,
    path: string,
    read: (response: Response) => Promise<Answer>,
    options?: SendOptions,
  ): Promise<Answer>
  /** The same for a JSON answer, checked against `schema`. */
  json<Schema extends z.ZodType>(
    method: string,
    path: string,
    schema: Schema,
    options?: SendOptions,
  ): Promise<z.infer<Schema>>
  /** The error of an answer that is not 2xx. */
  problemOf(response: Response): Promise<CineqoApiError>
  networkError(cause: unknown): CineqoApiError
  badAnswer(detail: string, response?: Response, cause?: unknown): CineqoApiError
}

const defaultTimeoutMs = 30_000
const largeFactor = 10
/** Enough of a foreign answer to recognise it by. */
const excerptCharacters = 200

/** A problem document (RFC 9457) with the members that Cineqo adds. */
const problemSchema = z.object({
  code: z.string(),
  detail: z.string().optional(),
  title: z.string().optional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  message: z.object({ zh: z.string(), en: z.string() }).optional(),
  requestId: z.string().optional(),
})

export function createTransport(options: ClientOptions = {}): Transport {
  const baseUrl = (options.baseUrl ?? '').replace(/\/+$/, '')
  const language = options.language ?? 'en'
  const doFetch: typeof fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init))
  const shownUrl = baseUrl || 'this address'

  function networkError(cause: unknown): CineqoApiError {
    return ownError('network', { url: shownUrl, detail: reasonOf(cause) }, { language, cause })
  }

  function badAnswer(detail: string, response?: Response, cause?: unknown): CineqoApiError {
    const requestId = response?.headers.get('x-request-id') ?? null
    return ownError(
      'bad_answer',
      { url: shownUrl, detail },
      { language, status: response?.status ?? 0, requestId, cause },
    )
  }

  async function problemOf(response: Response): Promise<CineqoApiError> {
    const text = await response.text()
    const problem = problemSchema.safeParse(parseJson(text))
    if (!problem.success) {
      const excerpt = text.slice(0, excerptCharacters).replace(/\s+/g, ' ').trim()
      return badAnswer(`HTTP ${response.status} ${excerpt}`.trim(), response)
    }
    const { code, params = {}, detail, title, message, requestId } = problem.data
    const known = isErrorCode(code)
    const sentence = detail ?? title ?? code
    return new CineqoApiError({
      code: known ? code : 'bad_answer',
      status: response.status,
      detail: sentence,
      params,
      messages:
        message ??
        (known
          ? { zh: errorText({ code, params }, 'zh'), en: errorText({ code, params }, 'en') }
          : { zh: sentence, en: sentence }),
      requestId: requestId ?? response.headers.get('x-request-id'),
      language,
    })
  }

  async function send<Answer>(
    method: string,
    path: string,
    read: (response: Response) => Promise<Answer>,
    sending: SendOptions = {},
  ): Promise<Answer> {
    const timeoutMs = sending.timeoutMs ?? (options.timeoutMs ?? defaultTimeoutMs) * (sending.large ? largeFactor : 1)
    const timeout = AbortSignal.timeout(timeoutMs)
    const signal = sending.signal ? AbortSignal.any([sending.signal, timeout]) : timeout
    const headers: Record<string, string> = { accept: 'application/json', ...sending.headers }
    if (sending.json !== undefined) headers['content-type'] = 'application/json'
    try {
      const response = await doFetch(url(path, sending.query), {
        method,
        headers,
        body: sending.json === undefined ? sending.body : JSON.stringify(sending.json),
        signal,
      })
      if (!response.ok) throw await problemOf(response)
      return await read(response)
    } catch (error) {
      if (sending.signal?.aborted) throw sending.signal.reason
      if (error instanceof CineqoApiError) throw error
      throw networkError(timeout.aborted ? new Error(`no answer within ${timeoutMs / 1000} s`) : error)
    }
  }

  function url(path: string, query: SendOptions['query'] = {}): string {
    const search = new URLSearchParams()
    for (const [name, value] of Object.entries(query)) {
      if (value === undefined) continue
      search.set(name, typeof value === 'object' ? value.join(',') : String(value))
    }
    const text = search.toString()
    return `${baseUrl}${path}${text ? `?${text}` : ''}`
  }

  return {
    baseUrl,
    language,
    fetch: doFetch,
    url,
    send,
    json: (method, path, schema, sending) =>
      send(
        method,
        path,
        async (response) => {
          const parsed = schema.safeParse(parseJson(await response.text()))
          if (parsed.success) return parsed.data
          throw badAnswer(`${method} ${path}: ${z.prettifyError(parsed.error)}`, response, parsed.error)
        },
        sending,
      ),
    problemOf,
    networkError,
    badAnswer,
  }
}

/** What `text` says as JSON; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The innermost cause: `fetch` hides "connection refused" behind "fetch failed". */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.cause instanceof Error) return reasonOf(error.cause)
  const code = 'code' in error ? String(error.code) : ''
  return error.message || code || error.name
}
