/** Makes a completion of what a server sends: of a whole answer, or of the pieces of a stream. */
import { APIError } from 'openai'
import { CineqoError } from '../../contracts/errors.ts'
import type { Usage } from '../../contracts/money.ts'
import { type Asked, answerError } from '../http/answer-error.ts'
import { isHtml, pageTitle, providerWords } from '../http/provider-words.ts'
import { countTokens } from '../tokens.ts'
import type { Completion } from './completion.ts'
import { toProviderError } from './errors.ts'
import type { Question } from './question.ts'
import { statedTokens } from './stated-tokens.ts'
import { storableText } from './storable-text.ts'

/** What servers send, as far as it is read. Everything may be missing: not every server is OpenAI's. */
interface Message {
  /** Mistral's models that think answer in parts. */
  content?: string | { text?: string }[] | null
  refusal?: string | null
  /** What the model thought, by the names that servers give it. It is paid for, and not part of the answer. */
  reasoning_content?: string | null
  reasoning?: string | null
}
interface StatedUsage {
  prompt_tokens?: number | null
  completion_tokens?: number | null
  prompt_tokens_details?: { cached_tokens?: number | null } | null
  /** DeepSeek's name for cached tokens. */
  prompt_cache_hit_tokens?: number | null
}
interface Piece {
  choices?: { delta?: Message | null; message?: Message | null; finish_reason?: string | null }[] | null
  usage?: StatedUsage | null
  error?: { message?: unknown; code?: unknown; type?: unknown } | string | null
}

/** Reads a whole answer with status 200. */
export function answerOf(body: string, question: Question, asked: Asked): Completion {
  const { provider } = asked
  const keys = asked.key ? [asked.key] : []
  if (body.trim() === '') throw new CineqoError('provider_not_understood', { provider, detail: 'HTTP 200, 0 bytes' })
  if (isHtml(body)) throw new CineqoError('provider_not_understood', { provider, detail: pageTitle(body, keys) })
  let answer: Piece | null
  try {
    answer = JSON.parse(body)
  } catch {
    if (/^\s*[{[]/.test(body)) {
      throw new CineqoError('provider_cut_off', { provider, detail: `JSON, ${body.length}` })
    }
    throw new CineqoError('provider_not_understood', { provider, detail: providerWords(body, keys).slice(0, 100) })
  }
  if (answer?.error) throw errorWithin(answer.error, asked)
  const choice = answer?.choices?.[0]
  if (!choice) throw new CineqoError('provider_not_understood', { provider, detail: 'HTTP 200, choices: 0' })
  const reading = new Reading(question, asked)
  reading.takes({
    ...answer,
    choices: [{ delta: choice.message ?? null, finish_reason: choice.finish_reason || 'stop' }],
  })
  return reading.end()
}

function errorWithin(error: NonNullable<Piece['error']>, asked: Asked): CineqoError {
  if (typeof error === 'string') return answerError({ status: 200, words: error }, asked)
  const code = String(error.code ?? '')
  return answerError(
    {
      status: /^[45]\d\d$/.test(code) ? Number(code) : 200,
      code,
      type: String(error.type ?? ''),
      words: typeof error.message === 'string' ? error.message : JSON.stringify(error),
    },
    asked,
  )
}

const refusedReasons = /content_?filter|sensitive|safety|prohibited|recitation/i
const lengthReasons = /length|max_?tokens/i
/** Reasons that are none: the server gave up in the middle. */
const brokenReasons = /^(?:error|abort|insufficient_system_resource)$/i

/** The state of an answer that is being read. */
export class Reading {
  text = ''
  private refusal = ''
  private thought = ''
  private finishReason = ''
  private usage: StatedUsage | null = null
  private pieces = 0
  private readonly question: Question
  private readonly asked: Asked

  constructor(question: Question, asked: Asked) {
    this.question = question
    this.asked = asked
  }

  /** Takes the next piece. Whether there is more text than before. */
  takes(piece: Piece | null): boolean {
    if (!piece) return false
    this.pieces++
    this.usage = piece.usage ?? this.usage
    const choice = piece.choices?.[0]
    if (!choice) return false
    this.finishReason = choice.finish_reason || this.finishReason
    const { content, refusal, reasoning_content, reasoning } = choice.delta ?? {}
    this.refusal += refusal ?? ''
    this.thought += reasoning_content ?? reasoning ?? ''
    const more = Array.isArray(content) ? content.map(({ text }) => text ?? '').join('') : (content ?? '')
    this.text += more
    return more !== ''
  }

  /** The completion. Throws where the end is missing, or nothing came at all. */
  end(): Completion {
    const { provider, key } = this.asked
    if (this.pieces === 0) {
      throw new CineqoError('provider_not_understood', { provider, detail: 'HTTP 200, events: 0' })
    }
    if (this.finishReason === '' || brokenReasons.test(this.finishReason)) {
      throw new CineqoError('provider_cut_off', { provider, detail: this.finishReason || `finish_reason: null` })
    }
    const isRefused = this.refusal !== '' || refusedReasons.test(this.finishReason)
    if (isRefused) return this.refused(providerWords(this.refusal, key ? [key] : []) || this.finishReason)
    const finish = lengthReasons.test(this.finishReason) ? 'length' : 'stop'
    return { text: storableText(this.text), finish, refusal: null, usage: this.usedTokens() }
  }

  /**
   * What an error in the middle means. After the first words the answer is being paid for, so a refusal is a refused answer, and everything else
   * one that broke off.
   */
  endedBy(error: unknown): Completion {
    const isOfProvider = error instanceof APIError && error.status === undefined && error.error !== undefined
    if (!isOfProvider || this.text + this.thought === '') throw error
    const problem = toProviderError(error, this.asked)
    const { provider, key } = this.asked
    const words = providerWords(error.message, key ? [key] : [])
    if (problem instanceof CineqoError && problem.code === 'provider_refused') return this.refused(words)
    throw new CineqoError('provider_cut_off', { provider, detail: words })
  }

  private refused(refusal: string): Completion {
    return {
      text: storableText(this.text),
      finish: 'refused',
      refusal: storableText(refusal),
      usage: this.usedTokens(),
    }
  }

  /** As the server says; counted where it says nothing, zeros, or what can't be. */
  private usedTokens(): Usage {
    const { usage } = this
    const stated = statedTokens(usage?.prompt_tokens) || undefined
    const inputTokens = stated ?? countTokens(this.question.messages.map(({ content }) => content).join('\n'))
    const cached = statedTokens(usage?.prompt_tokens_details?.cached_tokens ?? usage?.prompt_cache_hit_tokens) ?? 0
    const outputTokens =
      (stated && statedTokens(usage?.completion_tokens)) ?? countTokens(this.thought + this.text + this.refusal)
    return { inputTokens, cachedInputTokens: Math.min(cached, inputTokens), outputTokens, images: 0 }
  }
}
