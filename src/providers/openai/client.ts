/** The official client, for any server that speaks OpenAI's API. */
import OpenAI from 'openai'
import { CineqoError } from '../../contracts/errors.ts'
import { isHtml } from '../http/provider-words.ts'

/** How long the SDK waits for an answer to begin. The `fetch` it is given watches more closely; this is the last net. */
export const sdkTimeoutMs = 30 * 60_000
/** Servers of one's own, such as Ollama, take no key, but the SDK wants one. */
const noKey = 'no-key'
/** What is read of the body of an error. */
const maxErrorCharacters = 64 * 1024

/**
 * A client that never sends a request twice, writes no logs, and takes nothing from the environment but what is given here: also not the
 * organization, which is nobody's business but OpenAI's. Throws `provider_key_wrong` for a key that cannot be sent.
 */
export function createOpenAiClient({
  baseUrl,
  apiKey,
  fetch,
}: {
  baseUrl: string
  /** Null for a server without keys. */
  apiKey: string | null
  /** See `createProviderFetch`. */
  fetch: typeof globalThis.fetch
}): OpenAI {
  // Anything else makes the SDK throw an error that quotes the key.
  if (apiKey && !/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new CineqoError('provider_key_wrong', { provider: providerNameOf(baseUrl) })
  }
  return new OpenAI({
    baseURL: baseUrl,
    apiKey: apiKey || noKey,
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    timeout: sdkTimeoutMs,
    logLevel: 'off',
    fetch: async (input, init) => withReadableError(await fetch(input, init)),
  })
}

/** The provider in words of a person: its name, or the host of a server that we do not know. */
export function providerNameOf(baseUrl: string): string {
  const { host, hostname } = new URL(baseUrl)
  if (hostname === 'api.openai.com') return 'OpenAI'
  if (hostname === 'api.deepseek.com') return 'DeepSeek'
  if (/^dashscope(-\w+)?\.aliyuncs\.com$/.test(hostname)) return 'DashScope'
  return host
}

/**
 * The SDK keeps of the body of an error only what is under `error`. Servers that answer otherwise (`{"detail": ...}`, `{"message": ...}`, a string)
 * have theirs put there.
 */
async function withReadableError(response: Response): Promise<Response> {
  if (response.ok) return response
  const text = await firstCharacters(response)
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  return new Response(withError(text), { status: response.status, headers })
}

function withError(text: string): string {
  if (isHtml(text)) return text
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return text
  }
  // Google answers with a list of one.
  const body: unknown = Array.isArray(parsed) ? parsed[0] : parsed
  if (typeof body !== 'object' || body === null) return JSON.stringify({ error: { message: text } })
  if ('error' in body && typeof body.error === 'object' && body.error !== null) return JSON.stringify(body)
  const { error, message, detail, msg } = body as Record<string, unknown>
  const said = [error, message, detail, msg].find((value) => value !== undefined && value !== null) ?? text
  return JSON.stringify({ error: { ...body, message: typeof said === 'string' ? said : JSON.stringify(said) } })
}

/** The beginning of a body. One that breaks off, or never ends, has said enough with its status. */
async function firstCharacters(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  try {
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true })
      if (text.length > maxErrorCharacters) break
    }
  } catch {}
  return text.slice(0, maxErrorCharacters)
}
