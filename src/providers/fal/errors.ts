/** What the answers of fal mean that are none, and what becomes of a request by them. */
import { CineqoError } from '../../contracts/errors.ts'
import { type Asked, answerError, transportProblem } from '../http/answer-error.ts'
import { providerWords } from '../http/provider-words.ts'
import { mayHaveArrived, type TransportError } from '../http/transport-error.ts'

/** What fal is asked: to take a request on, how far it is, for its outcome, or to leave it. */
export type FalOperation = 'submit' | 'status' | 'result' | 'cancel'

/** One of the faults in a 422: https://docs.fal.ai/errors. */
interface FieldFault {
  msg?: unknown
  type?: unknown
}

/** Content that the provider does not want to see or to show. */
const refusals = ['content_policy_violation', 'no_media_generated']
/** Faults of the app and not of the request. */
const ownFaults = [
  'internal_server_error',
  'generation_timeout',
  'downstream_service_error',
  'downstream_service_unavailable',
]

/** The registered error for an answer that is no success. */
export function falAnswerError(
  operation: FalOperation,
  answer: { status: number; headers: Headers; text: string },
  asked: Asked,
): CineqoError {
  const { status, headers, text } = answer
  const { provider, model } = asked
  const { words, types } = readFault(text)
  const detail = providerWords(words, asked.key ? [asked.key] : [])
  if (status === 422) {
    if (types.some((type) => refusals.includes(type))) return new CineqoError('provider_refused', { provider, detail })
    if (types.some((type) => ownFaults.includes(type))) {
      return new CineqoError('provider_failed', { provider, status, detail })
    }
    return new CineqoError('provider_bad_request', { provider, detail })
  }
  if (status === 404 && operation === 'submit') return new CineqoError('provider_model_missing', { provider, model })
  // A request that fal does not know any more was taken on, and is gone.
  if (status === 404) return new CineqoError('outcome_unknown', { provider })
  if (status === 403 && /balance|billing|top up/i.test(words)) {
    return new CineqoError('provider_quota_exhausted', { provider, detail })
  }
  const error = answerError({ status, headers, words, ...(types[0] && { type: types[0] }) }, asked)
  return operation === 'submit' ? ofSubmit(error, status, provider) : ofQuestion(error, operation, status, provider)
}

/** The registered error for a fault on the way. */
export function falTransportError(operation: FalOperation, error: TransportError, provider: string): CineqoError {
  if (operation === 'submit' && mayHaveArrived(error)) return new CineqoError('outcome_unknown', { provider })
  return transportProblem(error, provider)
}

/**
 * The registered error for a success that can't be read. After a submit, nobody knows whether the request was taken on: what stands between us
 * and fal may have spoiled its answer.
 */
export function falUnreadable(operation: FalOperation, error: CineqoError, provider: string): CineqoError {
  return operation === 'submit' ? new CineqoError('outcome_unknown', { provider }) : error
}

/** A gateway or server that broke may have passed the request on before. One that says no has not. */
function ofSubmit(error: CineqoError, status: number, provider: string): CineqoError {
  const isLost = error.definition.mayBeBilled && (status >= 500 || status === 408)
  return isLost ? new CineqoError('outcome_unknown', { provider }) : error
}

/** A status that could not be had says nothing about the request itself. */
function ofQuestion(error: CineqoError, operation: FalOperation, status: number, provider: string): CineqoError {
  const isFault = error.code === 'provider_failed' || error.code === 'provider_bad_request'
  if (operation !== 'status' || !isFault) return error
  return new CineqoError('provider_unreachable', { provider, detail: `HTTP ${status}` })
}

/** The words of an error and the kinds of its faults. fal answers with `detail`, a string or a list of faults, or with `message`. */
function readFault(text: string): { words: string; types: string[] } {
  let body: { detail?: unknown; message?: unknown; error?: unknown } | null = null
  try {
    body = JSON.parse(text)
  } catch {
    return { words: text, types: [] }
  }
  const said = body?.detail ?? body?.message ?? body?.error ?? ''
  const faults: FieldFault[] = Array.isArray(said) ? said : [{ msg: said }]
  const textOf = (value: unknown) => (typeof value === 'string' ? value : '')
  return {
    words: faults
      .map(({ msg }) => textOf(msg))
      .filter(Boolean)
      .join('; '),
    types: faults.map(({ type }) => textOf(type)).filter(Boolean),
  }
}
