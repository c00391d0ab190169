/** The scopes that settings are looked for in, and what the two that are not stored say. */
import type { ModelsConfig } from '../config.ts'
import type { ImageProvider, ImageSettings, KeyName, ScopeSettings, TextSettings } from '../contracts/settings.ts'
import type { SettingsRow } from '../db/queries/find-settings.ts'
import { endpointOfStored, type SecretPlace } from './secrets.ts'

/** What a scope says, and the keys that it has. */
export interface Scope {
  name: 'project' | 'installation' | 'environment' | 'default'
  values: ScopeSettings
  keys: ScopeKey[]
  /** The day its prices are from. */
  date: string
}

/** A key, with the one place that it may be sent to. */
export interface ScopeKey {
  kind: KeyName
  endpoint: string
  /** As it is stored, or as the environment says it. */
  secret: { sealed: string; place: SecretPlace } | { plain: string }
}

const openAiUrl = 'https://api.openai.com/v1'
/**
 * gpt-5-mini obeys schemas, takes 400,000 tokens, and costs a fifth of the large models: a novel of 100,000 words costs cents. The models for
 * pictures are the cheapest of their provider that hold a likeness.
 */
const defaultTextModel = 'gpt-5-mini'
export const defaultImageModels = { fal: 'fal-ai/flux/dev', openai: 'gpt-image-1-mini' } as const satisfies Record<
  Exclude<ImageProvider, 'offline'>,
  string
>

const noText: TextSettings = {
  provider: null,
  model: null,
  baseUrl: null,
  contextTokens: null,
  concurrency: null,
  callsPerMinute: null,
}
const noImage: ImageSettings = {
  provider: null,
  model: null,
  editModel: null,
  baseUrl: null,
  concurrency: null,
  callsPerMinute: null,
}

/** A scope that says nothing. */
export const noSettings: ScopeSettings = { text: noText, image: noImage, prices: {} }

/** The scope of a row. Values that were not there yet when it was written are null. */
export function storedScope(row: SettingsRow): Scope {
  const { values } = row
  const keys = (['text', 'image'] as const).flatMap((kind): ScopeKey[] => {
    const sealed = row[`${kind}Key`]
    const endpoint = sealed && endpointOfStored(sealed)
    return sealed && endpoint ? [{ kind, endpoint, secret: { sealed, place: placeOf(row, kind) } }] : []
  })
  return {
    name: row.projectId === null ? 'installation' : 'project',
    values: {
      text: { ...noText, ...values.text },
      image: { ...noImage, ...values.image },
      prices: values.prices ?? {},
    },
    keys,
    date: row.updatedAt.toISOString().slice(0, 'yyyy-mm-dd'.length),
  }
}

/** Where a key is stored. */
export function placeOf(row: { userId: string; projectId: string | null }, name: KeyName): SecretPlace {
  return { scope: row.projectId === null ? `installation:${row.userId}` : `project:${row.projectId}`, name }
}

/** The scopes behind those that are stored: the environment, and the defaults. */
export function fixedScopes(models: ModelsConfig): Scope[] {
  const { text, image, openAiKey, falKey, falQueueUrl } = models
  const openAiEndpoint = openAiEndpointOf(text.baseUrl ?? openAiUrl)
  const keys: ScopeKey[] = []
  if (openAiKey) {
    for (const kind of ['text', 'image'] as const) {
      keys.push({ kind, endpoint: openAiEndpoint, secret: { plain: openAiKey } })
    }
  }
  if (falKey) keys.push({ kind: 'image', endpoint: falEndpointOf(falQueueUrl), secret: { plain: falKey } })
  return [
    {
      name: 'environment',
      values: {
        text: { ...noText, ...text },
        image: { ...noImage, ...image, baseUrl: text.baseUrl },
        prices: {},
      },
      keys,
      date: '',
    },
    {
      name: 'default',
      values: {
        text: { ...noText, provider: 'offline', model: defaultTextModel, baseUrl: openAiUrl },
        image: { ...noImage, provider: 'offline', baseUrl: openAiUrl },
        prices: {},
      },
      keys: [],
      date: '',
    },
  ]
}

/** What a key is bound to: a provider at an address. */
export function openAiEndpointOf(baseUrl: string): string {
  return `openai ${withoutSlash(baseUrl)}`
}

export function falEndpointOf(queueUrl: string): string {
  return `fal ${withoutSlash(queueUrl)}`
}

function withoutSlash(url: string): string {
  return new URL(url).href.replace(/\/+$/, '')
}
