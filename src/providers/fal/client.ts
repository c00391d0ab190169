/** The official client of fal, so that no request is sent twice and everything that goes wrong is a registered error. */
import { createFalClient } from '@fal-ai/client'
import { CineqoError } from '../../contracts/errors.ts'
import { isHtml, pageTitle } from '../http/provider-words.ts'
import { TransportError } from '../http/transport-error.ts'
import { type FalOperation, falAnswerError, falTransportError, falUnreadable } from './errors.ts'

/** Where the client sends what it knows no setting for: https://docs.fal.ai/model-apis/model-endpoints/queue. */
export const falQueueUrl = 'https://queue.fal.run'

export interface FalClientOptions {
  apiKey: string
  /** Of fal's queue, or of a gateway or server that stands in for it. */
  queueUrl: string
  /** See `createProviderFetch`. */
  fetch: typeof globalThis.fetch
}

export interface FalStatus {
  status: string
  queuePosition: number | null
}

/** The queue of one app. All methods throw `CineqoError`s, or the reason of the signal. */
export interface FalQueue {
  /** Hands a request in, once, and returns its id. Throws `outcome_unknown` when nobody knows whether it was taken on. */
  submit(input: Record<string, unknown>, signal: AbortSignal): Promise<string>
  status(requestId: string, signal: AbortSignal): Promise<FalStatus>
  /** What the app has made, as it says it. */
  result(requestId: string, signal: AbortSignal): Promise<unknown>
  /** Whether the request was cancelled: false when it has ended already. */
  cancel(requestId: string, signal: AbortSignal): Promise<boolean>
}

export const providerName = 'fal'

/**
 * The client retries what looks like a fault of the network or a throttled server, also a submit that was paid for. It never sees one: the
 * `fetch` it is given throws the registered error itself, which the client takes for final. Throws `provider_model_missing` for what can't be an app.
 */
export function createFalQueue(app: string, { apiKey, queueUrl, fetch }: FalClientOptions): FalQueue {
  // The client throws an error of its own for what is no id of an app.
  if (!/^[\w-][^/]*\/[^/]|^\d+-[\w-]+$/.test(app)) {
    throw new CineqoError('provider_model_missing', { provider: providerName, model: app })
  }
  const base = queueUrl.replace(/\/+$/, '')
  const { queue } = createFalClient({
    credentials: apiKey,
    suppressLocalCredentialsWarning: true,
    retry: { maxRetries: 0 },
    fetch: async (input, init) => {
      const address = String(input)
      const operation = operationOf(init?.method, address)
      const asked = { provider: providerName, model: app, key: apiKey }
      try {
        const response = await fetch(addressOf(address, base), init)
        const text = await response.text()
        const { status, headers } = response
        if (!response.ok) throw falAnswerError(operation, { status, headers, text }, asked)
        const answer = operation === 'cancel' ? '{}' : text
        assertJson(operation, status, answer)
        return new Response(answer, { status, headers: { 'content-type': 'application/json' } })
      } catch (error) {
        if (error instanceof TransportError) throw falTransportError(operation, error, providerName)
        throw error
      }
    },
  })
  return {
    async submit(input, abortSignal) {
      const { request_id: requestId } = await queue.submit(app, { input, abortSignal })
      if (typeof requestId === 'string' && requestId !== '') return requestId
      throw new CineqoError('outcome_unknown', { provider: providerName })
    },
    async status(requestId, abortSignal) {
      const answer = (await queue.status(app, { requestId, abortSignal })) as {
        status: string
        queue_position?: number
      }
      return { status: answer.status, queuePosition: answer.queue_position ?? null }
    },
    result: async (requestId, abortSignal) => (await queue.result(app, { requestId, abortSignal })).data,
    async cancel(requestId, abortSignal) {
      try {
        await queue.cancel(app, { requestId, abortSignal })
        return true
      } catch (error) {
        const hasEnded =
          error instanceof CineqoError && ['outcome_unknown', 'provider_bad_request'].includes(error.code)
        if (!hasEnded) throw error
        return false
      }
    },
  }
}

function operationOf(method: string | undefined, address: string): FalOperation {
  switch (method?.toUpperCase()) {
    case 'POST':
      return 'submit'
    case 'PUT':
      return 'cancel'
  }
  return new URL(address).pathname.endsWith('/status') ? 'status' : 'result'
}

/** Nothing but the queue is asked: whatever else the client would reach for has no place here. */
function addressOf(address: string, base: string): string {
  if (!address.startsWith(`${falQueueUrl}/`)) throw new Error(`fal's client asks for ${new URL(address).host}.`)
  return base + address.slice(falQueueUrl.length)
}

/** The client would hand a page over as if it were an answer. */
function assertJson(operation: FalOperation, status: number, text: string): void {
  if (isHtml(text)) {
    const page = { provider: providerName, detail: `HTTP ${status}: ${pageTitle(text)}` }
    throw falUnreadable(operation, new CineqoError('provider_not_understood', page), providerName)
  }
  try {
    JSON.parse(text)
  } catch {
    const cut = new CineqoError('provider_cut_off', { provider: providerName, detail: 'JSON' })
    throw falUnreadable(operation, cut, providerName)
  }
}
