/** The keys of models, ready to be sent: only where they may be sent to. */
import { createHash } from 'node:crypto'
import type OpenAI from 'openai'
import type { ModelsConfig } from '../config.ts'
import { CineqoError } from '../contracts/errors.ts'
import type { KeyName } from '../contracts/settings.ts'
import type { Database } from '../db/client.ts'
import { createProviderFetch } from '../providers/http/provider-fetch.ts'
import { createOpenAiClient, providerNameOf } from '../providers/openai/client.ts'
import type { ResolvedSettings } from './resolve-settings.ts'
import type { ScopeKey } from './scopes.ts'
import type { Secrets } from './secrets.ts'

/** What providers are made with. */
export interface ModelGround {
  database: Database
  secrets: Secrets
  models: ModelsConfig
  allowPrivateBaseUrls: boolean
}

/** A key that can be sent, null where none is needed, or why there is none. */
export type KeyInHand = { key: string | null; error?: undefined } | { error: CineqoError }

/** A model that runs on somebody's own machine may be loaded first, and one that does not stream begins to answer when it has finished. */
const headersTimeoutMs = 10 * 60_000
const idleTimeoutMs = 2 * 60_000
/** Characters of the hash that tells the lanes of two keys at one server apart. */
const accountCharacters = 8

/**
 * The key in effect for text or images. Servers other than OpenAI's own may do without one: `provider_key_missing` for the others. `key_unreadable`
 * for one that was stored with another ENCRYPTION_KEY.
 */
export function keyInHand(ground: ModelGround, { effective, keys }: ResolvedSettings, kind: KeyName): KeyInHand {
  const { provider, baseUrl } = effective[kind]
  const key = keys[kind]
  if (key) return openKey(ground.secrets, key, providerInWords(provider, baseUrl))
  const isNeeded = baseUrl === null || new URL(baseUrl).hostname === 'api.openai.com'
  if (!isNeeded) return { key: null }
  return { error: new CineqoError('provider_key_missing', { provider: providerInWords(provider, baseUrl) }) }
}

/** Reads a key of a scope. */
export function openKey(secrets: Secrets, { secret }: ScopeKey, provider: string): KeyInHand {
  if ('plain' in secret) return { key: secret.plain }
  try {
    return { key: secrets.open(secret.sealed, secret.place) }
  } catch {
    return { error: new CineqoError('key_unreadable', { provider }) }
  }
}

/** The key in effect. Throws `provider_key_missing` or `key_unreadable`. */
export function requireKey(ground: ModelGround, resolved: ResolvedSettings, kind: KeyName): string | null {
  const inHand = keyInHand(ground, resolved, kind)
  if (inHand.error) throw inHand.error
  return inHand.key
}

/** A client of the text or image server in effect. Throws `provider_key_missing` or `key_unreadable`. */
export function openAiClientOf(ground: ModelGround, resolved: ResolvedSettings, kind: KeyName): OpenAI {
  return createOpenAiClient({
    baseUrl: baseUrlOf(resolved, kind),
    apiKey: requireKey(ground, resolved, kind),
    fetch: fetchFor(ground, resolved, kind),
  })
}

/** The base URL of a server that speaks OpenAI's API. */
export function baseUrlOf({ effective }: ResolvedSettings, kind: KeyName): string {
  const { baseUrl } = effective[kind]
  if (baseUrl === null) throw new Error(`The provider of ${kind} has no base URL.`)
  return baseUrl
}

/** Sends requests of a model. What the operator has set may lead anywhere; what others have set, only where it is allowed. */
export function fetchFor(ground: ModelGround, { effective }: ResolvedSettings, kind: KeyName): typeof fetch {
  const from = effective.from[`${kind}.baseUrl`]
  return providerFetch(ground.allowPrivateBaseUrls || from === 'environment' || from === 'default')
}

/** Sends requests to fal. A queue of the operator's own may be anywhere, and keeps its pictures there. */
export function falFetch({ allowPrivateBaseUrls, models }: ModelGround): typeof fetch {
  return providerFetch(allowPrivateBaseUrls || new URL(models.falQueueUrl).hostname !== 'queue.fal.run')
}

function providerFetch(allowPrivateAddresses: boolean): typeof fetch {
  return createProviderFetch({ allowPrivateAddresses, headersTimeoutMs, idleTimeoutMs })
}

/** The lane of a server and key: calls that share them are throttled together. Names no secret. */
export function laneOf(kind: KeyName, provider: string, url: string, inHand: KeyInHand): string {
  const account = createHash('sha256').update(JSON.stringify([url, inHand.error ? null : inHand.key]))
  return [kind, provider, new URL(url).host, account.digest('hex').slice(0, accountCharacters)].join(':')
}

function providerInWords(provider: string, baseUrl: string | null): string {
  return baseUrl === null ? provider : providerNameOf(baseUrl)
}
