/** What servers say of their models: their names, and how much fits into one. */
import type OpenAI from 'openai'
import { CineqoError } from '../../contracts/errors.ts'
import { isHtml, pageTitle } from '../http/provider-words.ts'
import { providerNameOf } from './client.ts'
import { toProviderError } from './errors.ts'

/** An entry of a list of models; what it holds besides the name depends on the server. */
export type ListedModel = { id: string } & Record<string, unknown>

/** For one question about models. */
const deadlineMs = 20_000
/** Relays have thousands. */
const maxModels = 5000

/** The models of the server; the error where it does not say. Rejects with the signal's reason alone. */
export async function listModels(client: OpenAI, signal: AbortSignal): Promise<ListedModel[] | CineqoError> {
  const provider = providerNameOf(client.baseURL)
  try {
    const body = await getJson(client, '/models', signal)
    const entries: unknown = Array.isArray(body) ? body : (body?.data ?? body?.models)
    if (!Array.isArray(entries)) return new CineqoError('provider_bad_request', { provider, detail: '/models' })
    return entries.slice(0, maxModels).filter(isModel)
  } catch (error) {
    const problem = toProviderError(error, { provider, model: '', key: client.apiKey, signal })
    if (problem instanceof CineqoError) return problem
    throw problem
  }
}

function isModel(entry: unknown): entry is ListedModel {
  return typeof entry === 'object' && entry !== null && 'id' in entry && typeof entry.id === 'string'
}

/**
 * How many tokens fit into a call, as the server itself says: in the list of models (vLLM, OpenRouter, Groq, Mistral, LM Studio), in llama.cpp's
 * `/props`, or in Ollama's `/api/ps`, which tells what the loaded model was really given. Null where nothing says.
 */
export async function statedContextTokens(
  client: OpenAI,
  { model, models, signal }: { model: string; models: readonly ListedModel[] | null; signal: AbortSignal },
): Promise<number | null> {
  const entry = models?.find(({ id }) => id === model)
  const listed = size(
    entry?.loaded_context_length ??
      entry?.max_model_len ??
      entry?.context_length ??
      entry?.context_window ??
      entry?.max_context_length,
  )
  if (listed) return listed
  const root = new URL(client.baseURL).origin
  const props = await quietly(() => getJson(client, `${root}/props`, signal), signal)
  const slot = size(props?.default_generation_settings?.n_ctx)
  if (slot) return slot
  const running = await quietly(() => getJson(client, `${root}/api/ps`, signal), signal)
  const loaded = running?.models?.find?.(({ name }: { name?: unknown }) => name === model || name === `${model}:latest`)
  return size(loaded?.context_length)
}

function size(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : null
}

/** Asks where an answer would be welcome and none is no fault. */
async function quietly<Answer>(ask: () => Promise<Answer>, signal: AbortSignal): Promise<Answer | null> {
  try {
    return await ask()
  } catch {
    signal.throwIfAborted()
    return null
  }
}

/** The JSON at an address. What is in it is up to the server, so everything that is read of it is checked where it is used. */
// biome-ignore lint/suspicious/noExplicitAny: the bodies of many servers, read by optional chaining
async function getJson(client: OpenAI, path: string, signal: AbortSignal): Promise<any> {
  const provider = providerNameOf(client.baseURL)
  const deadline = AbortSignal.timeout(deadlineMs)
  try {
    const response = await client.get(path, { signal: AbortSignal.any([signal, deadline]) }).asResponse()
    const body = await response.text()
    if (isHtml(body)) throw new CineqoError('provider_not_understood', { provider, detail: pageTitle(body) })
    return JSON.parse(body)
  } catch (error) {
    signal.throwIfAborted()
    if (deadline.aborted) throw new CineqoError('provider_timed_out', { provider, seconds: deadlineMs / 1000 })
    throw error
  }
}
