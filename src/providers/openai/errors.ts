/** What the exceptions of the SDK mean. */
import { APIConnectionTimeoutError, APIError, OpenAIError } from 'openai'
import { CineqoError } from '../../contracts/errors.ts'
import { type Asked, answerError, transportProblem } from '../http/answer-error.ts'
import { providerWords } from '../http/provider-words.ts'
import { TransportError } from '../http/transport-error.ts'
import { sdkTimeoutMs } from './client.ts'

/** Errors within errors that are looked through. */
const maxCauses = 5

/**
 * The registered error for whatever a call through the SDK threw. The signal's reason where the caller wanted no answer any more; the error itself
 * where it is none of the SDK, the network or the provider.
 */
export function toProviderError(error: unknown, { signal, ...asked }: Asked & { signal?: AbortSignal }): unknown {
  if (signal?.aborted) return signal.reason
  for (const cause of causesOf(error)) {
    if (cause instanceof CineqoError) return cause
    if (cause instanceof TransportError) return transportProblem(cause, asked.provider)
  }
  const { provider } = asked
  const keys = asked.key ? [asked.key] : []
  if (error instanceof APIConnectionTimeoutError) {
    return new CineqoError('provider_timed_out', { provider, seconds: sdkTimeoutMs / 1000 })
  }
  if (error instanceof APIError) return ofApiError(error, asked)
  if (error instanceof SyntaxError) return new CineqoError('provider_cut_off', { provider, detail: 'JSON' })
  if (error instanceof OpenAIError) {
    return new CineqoError('provider_not_understood', { provider, detail: providerWords(error.message, keys) })
  }
  return error
}

function* causesOf(error: unknown): Generator<unknown> {
  let cause = error
  for (let depth = 0; depth < maxCauses && cause; depth++) {
    yield cause
    cause = cause instanceof Error ? cause.cause : undefined
  }
}

function ofApiError(error: APIError, asked: Asked): CineqoError {
  const code = textOf(error.code)
  // A stream that has begun with status 200 brings its error along, with or without a status of its own.
  const status = error.status ?? (error.error ? statusIn(code) : undefined)
  if (status === undefined) return new CineqoError('provider_cut_off', { provider: asked.provider, detail: error.name })
  // The SDK puts the status before the message, and a phrase of its own where there is none.
  const words = error.message.replace(/^\d{3} (?:status code \(no body\))?/, '')
  return answerError({ status, headers: error.headers, code, type: textOf(error.type), words }, asked)
}

function statusIn(code: string): number {
  return /^[45]\d\d$/.test(code) ? Number(code) : 200
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
