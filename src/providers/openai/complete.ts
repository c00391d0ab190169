/** Asks a text model one question, in the form that its server takes, and reads the answer whole or as it is written. */
import type OpenAI from 'openai'
import { CineqoError } from '../../contracts/errors.ts'
import type { TextCapabilities } from '../../contracts/settings.ts'
import type { Asked } from '../http/answer-error.ts'
import { answerOf, Reading } from './answer.ts'
import { learnFromRefusal, outputLimitIn } from './capabilities.ts'
import { providerNameOf } from './client.ts'
import type { Completion, CompletionRequest } from './completion.ts'
import { toProviderError } from './errors.ts'
import { type QuestionForm, questionOf } from './question.ts'

/** Ways in which one question may be put anew: two kinds of output less, no streaming, another name and another value for the limit, no temperature. */
const maxRefusals = 6
/** Whoever has written a word so lately is slow, and not silent. */
const writingMs = 30_000
/** What may be a refusal of the form of a question. */
const formErrors = ['provider_bad_request', 'provider_failed', 'provider_model_missing']

/**
 * Asks. A question that the server declines for its form is put in the next one; nothing else is sent twice. Rejects with the signal's reason, or a
 * `CineqoError`: `provider_timed_out` also when nothing came until the deadline,
 * `provider_too_slow` when it was still writing then, `provider_cut_off` for an answer without its end.
 */
export async function complete(client: OpenAI, request: CompletionRequest): Promise<Completion> {
  const asked: Asked = { provider: providerNameOf(client.baseURL), model: request.model, key: client.apiKey }
  const deadline = new AbortController()
  const timer = setTimeout(() => deadline.abort(), request.deadlineMs)
  const signal = AbortSignal.any([request.signal, deadline.signal])
  let wroteAt = 0
  const onText = (soFar: string) => {
    wroteAt = Date.now()
    request.onText?.(soFar)
  }
  let form: QuestionForm = { capabilities: request.capabilities, maxOutputTokens: request.maxOutputTokens }
  try {
    for (let refusals = 0; ; refusals++) {
      try {
        return await ask(client, { ...request, ...form, signal, onText }, asked)
      } catch (error) {
        request.signal.throwIfAborted()
        if (deadline.signal.aborted) {
          const isWriting = Date.now() - wroteAt < Math.min(writingMs, request.deadlineMs / 2)
          throw new CineqoError(isWriting ? 'provider_too_slow' : 'provider_timed_out', {
            provider: asked.provider,
            seconds: request.deadlineMs / 1000,
          })
        }
        const problem = toProviderError(error, asked)
        const next = refusals < maxRefusals && isAboutForm(problem) ? nextForm(error, form) : null
        if (!next) throw problem
        if (next.capabilities !== form.capabilities) request.onLearned?.(next.capabilities)
        form = next
      }
    }
  } finally {
    clearTimeout(timer)
  }
}

function isAboutForm(problem: unknown): boolean {
  return problem instanceof CineqoError && formErrors.includes(problem.code)
}

function nextForm(error: unknown, { capabilities, maxOutputTokens }: QuestionForm): QuestionForm | null {
  const limit = outputLimitIn(error)
  if (limit !== null && limit < maxOutputTokens) return { capabilities, maxOutputTokens: limit }
  const learned: TextCapabilities | null = learnFromRefusal(error, capabilities)
  return learned && { capabilities: learned, maxOutputTokens }
}

async function ask(client: OpenAI, request: CompletionRequest, asked: Asked): Promise<Completion> {
  const { signal } = request
  const question = questionOf(request)
  if (!request.capabilities.streaming) {
    const response = await client.chat.completions.create({ ...question, stream: false }, { signal }).asResponse()
    return answerOf(await response.text(), question, asked)
  }
  const streamed = { ...question, stream: true, stream_options: { include_usage: true } } as const
  const { data: chunks, response } = await client.chat.completions.create(streamed, { signal }).withResponse()
  // A server that does not stream answers whole, and a gateway with a page.
  if (/json|html/.test(response.headers.get('content-type') ?? '')) {
    return answerOf(await response.text(), question, asked)
  }
  const reading = new Reading(question, asked)
  try {
    for await (const chunk of chunks) if (reading.takes(chunk)) request.onText?.(reading.text)
  } catch (error) {
    return reading.endedBy(error)
  }
  // The SDK ends the loop without a word when the signal is aborted.
  signal.throwIfAborted()
  return reading.end()
}
