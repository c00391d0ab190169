/** The one error of the client: what the API said, or that it said nothing. */
import { type ErrorCode, type ErrorParams, errorRegistry } from '../contracts/errors.ts'
import type { Language } from '../contracts/text.ts'

/** A code of the registry; `network`: no answer came; `bad_answer`: what came was not an answer of this API. */
export type ClientErrorCode = ErrorCode | 'network' | 'bad_answer'

const ownSentences = {
  network: {
    en: 'Cineqo does not answer at {url}: {detail}. Check that it runs, then try again.',
    zh: '{url} 的 Cineqo 没有响应：{detail}。请确认服务已启动后重试。',
  },
  bad_answer: {
    en: 'What answers at {url} does not speak this version of Cineqo: {detail}. Check the address, and that client and server have one version.',
    zh: '{url} 返回的内容不是本版本 Cineqo 的应答：{detail}。请检查地址以及客户端与服务端版本是否一致。',
  },
} as const

export interface ClientErrorOptions {
  code: ClientErrorCode
  /** HTTP status; 0 when no answer came. */
  status: number
  detail: string
  params?: ErrorParams
  messages: { zh: string; en: string }
  requestId?: string | null
  /** Of `message`; both languages are in `messages`. */
  language: Language
  cause?: unknown
}

/** Met by every caller of the client whose request did not succeed, except one that aborted it by a signal of its own. */
export class CineqoApiError extends Error {
  readonly code: ClientErrorCode
  readonly status: number
  readonly detail: string
  readonly params: ErrorParams
  readonly messages: { zh: string; en: string }
  /** What the API calls the request in its log. */
  readonly requestId: string | null

  constructor(options: ClientErrorOptions) {
    super(options.messages[options.language], { cause: options.cause })
    this.name = 'CineqoApiError'
    this.code = options.code
    this.status = options.status
    this.detail = options.detail
    this.params = options.params ?? {}
    this.messages = options.messages
    this.requestId = options.requestId ?? null
  }
}

export function isCineqoApiError(value: unknown): value is CineqoApiError {
  return value instanceof CineqoApiError
}

/** An error that the client found itself, about the server at `url`. */
export function ownError(
  code: keyof typeof ownSentences,
  params: { url: string; detail: string },
  options: { language: Language; status?: number; requestId?: string | null; cause?: unknown },
): CineqoApiError {
  const fill = (sentence: string) =>
    sentence.replace('{url}', () => params.url).replace('{detail}', () => params.detail)
  return new CineqoApiError({
    code,
    status: options.status ?? 0,
    detail: params.detail,
    params,
    messages: { en: fill(ownSentences[code].en), zh: fill(ownSentences[code].zh) },
    requestId: options.requestId,
    language: options.language,
    cause: options.cause,
  })
}

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorRegistry, code)
}
