/** What the answers of servers mean that are none: by status, by the codes of providers, and by their words. */
import { CineqoError } from '../../contracts/errors.ts'
import { isHtml, pageTitle, providerWords } from './provider-words.ts'
import { retryAt, statesRetry } from './retry-after.ts'
import type { TransportError } from './transport-error.ts'

/** Whom an error is about. */
export interface Asked {
  /** In words of a person: `DeepSeek`, `localhost:11434`. */
  provider: string
  model: string
  /** Taken out of everything that is shown. */
  key?: string | null
}

/** An answer that says that something is wrong. */
export interface ErrorAnswer {
  /** 200 where the error came in the middle of a stream. */
  status: number
  headers?: Headers | undefined
  code?: string
  type?: string
  /** What the provider says; a whole page where it is one. */
  words: string
}

const quotaCodes =
  /^(insufficient_quota|insufficient_balance|billing_not_active|billing_hard_limit_reached|arrearage|payment_required)$/i
const quotaWords =
  /insufficient[_ ](balance|credits?|funds|account balance)|credit balance is too low|billing hard limit|account.{0,40}good standing|exhausted balance|余额不足|欠费/i
const policyCodes =
  /content_policy|content_filter|data_?inspection_?failed|moderation_blocked|responsibleaipolicy|^invalid_prompt$|^sensitive/i
const policyWords =
  /content[_ ](?:management )?(?:policy|filter)|safety system|usage polic|inappropriate content|content exists risk|data inspection|敏感内容|敏感信息|违规/i
const contextCodes = /context_length_exceeded|exceed_context_size|string_above_max_length/i
/**
 * OpenAI, DeepSeek and vLLM: "maximum context length is"; vLLM: "maximum model length"; llama.cpp: "exceeds the available context size"; Ollama:
 * "exceeds the context length"; Qwen: "Range of input length should be"; Google: "input token count"; Moonshot: "exceeded model token limit";
 * SiliconFlow: "max_seq_len". A request that is larger than what may be sent in a minute ("Request too large") never fits either.
 */
const contextWords =
  /context (?:length|size|window)|maximum context|maximum model length|max_seq_len|range of input length|input length|input token count|prompt is too long|prompt.{0,60}too large|model token limit|request too large|超长/i
const modelCodes = /^(model_not_found|model_not_exist|modelnotfound)$/i
const modelWords =
  /model.{0,100}(?:does not exist|not exist|not found|is not available|not supported by this)|not a valid model|(?:invalid|unknown|no such) model|no available channel for model|模型不存在|无可用渠道/i
/** Relays that pass requests on say so with 503. */
const relayModelWords = /no available channel for model|无可用渠道/i
const keyWords = /(?:incorrect|invalid|wrong|no) api[_ ]?key|api key not valid|invalid_api_key/i
const busyCodes = /rate_?limit|throttling|overloaded|^slow_down$|unavailable_error/i
const busyWords =
  /overload|too busy|too many requests|rate limit|at capacity|over capacity|loading model|try again later|稍后/i

/** The registered error for an answer. */
export function answerError(answer: ErrorAnswer, asked: Asked): CineqoError {
  const { status, headers } = answer
  const { provider, model } = asked
  const keys = asked.key ? [asked.key] : []
  if (isHtml(answer.words) || headers?.get('content-type')?.startsWith('text/html')) {
    if (status === 429 || (status === 503 && statesRetry(headers))) return busy(provider, headers)
    return new CineqoError('provider_not_understood', {
      provider,
      detail: `HTTP ${status}: ${pageTitle(answer.words, keys)}`,
    })
  }
  const detail = providerWords(answer.words, keys) || `HTTP ${status}`
  const words = answer.words.slice(0, 2000)
  const hasCode = (codes: RegExp) => codes.test(answer.code ?? '') || codes.test(answer.type ?? '')
  const says = (codes: RegExp, phrases: RegExp) => hasCode(codes) || phrases.test(words)

  if (status === 402 || says(quotaCodes, quotaWords)) {
    return new CineqoError('provider_quota_exhausted', { provider, detail })
  }
  if (status === 401) return new CineqoError('provider_key_wrong', { provider })
  if (says(contextCodes, contextWords)) return new CineqoError('context_too_small', { model, detail })
  if (status === 429 || status === 529) return busy(provider, headers)
  if (status < 500 && says(policyCodes, policyWords)) return new CineqoError('provider_refused', { provider, detail })
  if (hasCode(modelCodes) || (status < 500 ? modelWords : relayModelWords).test(words)) {
    return new CineqoError('provider_model_missing', { provider, model })
  }
  if (status === 403) return new CineqoError('provider_forbidden', { provider, model, detail })
  if (status < 500 && keyWords.test(words)) return new CineqoError('provider_key_wrong', { provider })
  const isBusy =
    status === 503 ? statesRetry(headers) || says(busyCodes, busyWords) : status < 500 && says(busyCodes, busyWords)
  if (isBusy) return busy(provider, headers)
  // 408 says that the server waited in vain, not that the request is wrong.
  if (status >= 500 || status === 408 || status === 200)
    return new CineqoError('provider_failed', { provider, status, detail })
  return new CineqoError('provider_bad_request', { provider, detail })
}

/** Without a time where the provider says none: then the lane is closed for longer each time. */
function busy(provider: string, headers: Headers | undefined): CineqoError {
  const time = retryAt(headers)
  return new CineqoError('provider_busy', { provider, ...(time && { time: time.toISOString() }) })
}

/** The registered error for a fault of the connection. */
export function transportProblem({ fault, detail, seconds }: TransportError, provider: string): CineqoError {
  switch (fault) {
    case 'unreachable':
      return new CineqoError('provider_unreachable', { provider, detail })
    case 'no_answer':
      return new CineqoError('provider_timed_out', { provider, seconds })
    case 'broken_off':
      return new CineqoError('provider_cut_off', { provider, detail })
    case 'not_understood':
      return new CineqoError('provider_not_understood', { provider, detail })
  }
}

/**
 * Whether a paid request that ended with an error may have been billed all the same. It was not where the provider said no, or was never reached;
 * nobody knows where its answer was lost, where a gateway answered in its place, or where we left.
 */
export function mayHaveBeenBilled(error: unknown): boolean {
  return !(error instanceof CineqoError) || error.definition.mayBeBilled === true
}
