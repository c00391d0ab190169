/**
 * What is in effect: each setting is that of the nearest scope that says it. Two things do not wander between scopes by themselves. A key goes
 * to the endpoint that it was entered for and to no other, so nobody's base URL gets somebody else's key. And a model, with what is said of it, counts only
 * for the provider that its own scope means.
 */
import type { Price, StatedPrice } from '../contracts/money.ts'
import type {
  EffectiveSettings,
  ImageProvider,
  ImageSettings,
  SettingsScope,
  TextSettings,
} from '../contracts/settings.ts'
import { listedPrice } from '../providers/prices.ts'
import { defaultImageModels, falEndpointOf, openAiEndpointOf, type Scope, type ScopeKey } from './scopes.ts'

/** Settings in effect, with the keys that belong to them. */
export interface ResolvedSettings {
  effective: EffectiveSettings
  /** Where requests go; null for the offline providers. */
  endpoints: { text: string | null; image: string | null }
  /** The key that goes with the endpoint. */
  keys: { text: ScopeKey | null; image: ScopeKey | null }
  priceOf(model: string): StatedPrice | null
}

interface Found<Value> {
  value: Value
  from: SettingsScope
}

/** Resolves scopes, the nearest first. The last one has to name a provider of each kind. */
export function resolveSettings(scopes: readonly Scope[], { falQueueUrl }: { falQueueUrl: string }): ResolvedSettings {
  const from: EffectiveSettings['from'] = {}
  const priceOf = (model: string) => enteredPrice(scopes, model) ?? listedPrice(model)
  const take = <Value>(path: string, found: Found<Value> | undefined): Value | null => {
    if (found) from[path] = found.from
    return found?.value ?? null
  }
  const text = textOf(scopes, take)
  const image = imageOf(scopes, take)
  const endpoints = {
    text: text.provider === 'openai' && text.baseUrl ? openAiEndpointOf(text.baseUrl) : null,
    image: imageEndpoint(image, falQueueUrl),
  }
  const keys = {
    text: keyFor(scopes, 'text', endpoints.text),
    image: keyFor(scopes, 'image', endpoints.image),
  }
  const keyState = (key: { from: SettingsScope } | undefined) => ({ isSet: key !== undefined, from: key?.from ?? null })
  return {
    effective: {
      text: { ...text, key: keyState(keys.text), price: priceOf(text.model) },
      image: { ...image, key: keyState(keys.image), price: priceOf(image.model) },
      from,
    },
    endpoints,
    keys: { text: keys.text?.key ?? null, image: keys.image?.key ?? null },
    priceOf,
  }
}

type Take = <Value>(path: string, found: Found<Value> | undefined) => Value | null

function textOf(scopes: readonly Scope[], take: Take) {
  const said = <Name extends keyof TextSettings>(name: Name, within = scopes) =>
    firstOf(within, ({ values }) => values.text[name])
  const limits = {
    concurrency: take('text.concurrency', said('concurrency')),
    callsPerMinute: take('text.callsPerMinute', said('callsPerMinute')),
  }
  const provider = take('text.provider', said('provider')) ?? 'offline'
  if (provider === 'offline') return { provider, model: 'rules', baseUrl: null, contextTokens: null, ...limits }
  const model = said('model')
  return {
    provider,
    model: take('text.model', model) ?? '',
    baseUrl: take('text.baseUrl', said('baseUrl')),
    // A size that is said farther away is that of another model.
    contextTokens: take('text.contextTokens', said('contextTokens', upTo(scopes, model))),
    ...limits,
  }
}

function imageOf(scopes: readonly Scope[], take: Take) {
  const said = <Name extends keyof ImageSettings>(name: Name, within = scopes) =>
    firstOf(within, ({ values }) => values.image[name])
  const limits = {
    concurrency: take('image.concurrency', said('concurrency')),
    callsPerMinute: take('image.callsPerMinute', said('callsPerMinute')),
  }
  const provider = take('image.provider', said('provider')) ?? 'offline'
  if (provider === 'offline') return { provider, model: 'portrait-card', editModel: null, baseUrl: null, ...limits }
  // A scope that leaves the provider open means the one that is said behind it.
  const sameProvider = scopes.filter(
    (_, index) => firstOf(scopes.slice(index), ({ values }) => values.image.provider)?.value === provider,
  )
  const model = said('model', sameProvider) ?? { value: defaultImageModels[provider], from: 'default' as const }
  return {
    provider,
    model: take('image.model', model) ?? '',
    editModel: take('image.editModel', said('editModel', upTo(sameProvider, model))),
    baseUrl: provider === 'openai' ? take('image.baseUrl', said('baseUrl')) : null,
    ...limits,
  }
}

/** The key of the nearest scope that has one for this endpoint. */
export function keyFor(
  scopes: readonly Scope[],
  kind: ScopeKey['kind'],
  endpoint: string | null,
): { key: ScopeKey; from: SettingsScope } | undefined {
  for (const { name, keys } of scopes) {
    const key = keys.find((candidate) => candidate.kind === kind && candidate.endpoint === endpoint)
    if (key) return { key, from: name }
  }
  return undefined
}

function imageEndpoint(
  { provider, baseUrl }: { provider: ImageProvider; baseUrl: string | null },
  falQueueUrl: string,
): string | null {
  if (provider === 'fal') return falEndpointOf(falQueueUrl)
  return provider === 'openai' && baseUrl ? openAiEndpointOf(baseUrl) : null
}

function enteredPrice(scopes: readonly Scope[], model: string): StatedPrice | null {
  for (const { values, date } of scopes) {
    const price: Price | undefined = Object.hasOwn(values.prices, model) ? values.prices[model] : undefined
    if (price) return { ...price, source: 'settings', date }
  }
  return null
}

function firstOf<Value>(
  scopes: readonly Scope[],
  pick: (scope: Scope) => Value | null,
): Found<NonNullable<Value>> | undefined {
  for (const scope of scopes) {
    const value = pick(scope)
    if (value !== null && value !== undefined) return { value, from: scope.name }
  }
  return undefined
}

/** The scopes that are no farther than the one something was found in. */
function upTo(scopes: readonly Scope[], found: Found<unknown> | undefined): readonly Scope[] {
  return scopes.slice(0, scopes.findIndex(({ name }) => name === found?.from) + 1)
}
