import { expect, test } from 'vitest'
import { loadConfig } from '../../../src/config.ts'
import type { ImageSettings, ScopeSettings, TextSettings } from '../../../src/contracts/settings.ts'
import type { SettingsRow } from '../../../src/db/queries/find-settings.ts'
import { resolveSettings } from '../../../src/settings/resolve-settings.ts'
import { fixedScopes, noSettings, placeOf, storedScope } from '../../../src/settings/scopes.ts'
import { createSecrets } from '../../../src/settings/secrets.ts'

const secrets = createSecrets('a passphrase of some length')
const openAi = 'openai https://api.openai.com/v1'

interface Said {
  text?: Partial<TextSettings>
  image?: Partial<ImageSettings>
  prices?: ScopeSettings['prices']
  /** By what they open: the key, and where it may go. */
  keys?: Partial<Record<'text' | 'image', string>>
}

function row(projectId: string | null, { text, image, prices = {}, keys = {} }: Said): SettingsRow {
  const sealed = (name: 'text' | 'image') => {
    const endpoint = keys[name]
    return endpoint ? secrets.seal(`${name}-key`, { ...placeOf({ userId: 'u', projectId }, name), endpoint }) : null
  }
  return {
    userId: 'u',
    projectId,
    values: { text: { ...noSettings.text, ...text }, image: { ...noSettings.image, ...image }, prices },
    textKey: sealed('text'),
    imageKey: sealed('image'),
    updatedAt: new Date('2026-11-24T12:00:00Z'),
  }
}

function resolve(said: { project?: Said; installation?: Said; environment?: Record<string, string> }) {
  const { models } = loadConfig(said.environment ?? {})
  const rows = [
    ...(said.project ? [row('p', said.project)] : []),
    ...(said.installation ? [row(null, said.installation)] : []),
  ]
  return resolveSettings([...rows.map(storedScope), ...fixedScopes(models)], models)
}

test('with nothing set, the offline providers work', () => {
  const { effective, endpoints } = resolve({})
  expect(effective.text).toMatchObject({ provider: 'offline', model: 'rules', baseUrl: null })
  expect(effective.image).toMatchObject({ provider: 'offline', model: 'portrait-card' })
  expect(endpoints).toEqual({ text: null, image: null })
  expect(effective.from['text.provider']).toBe('default')
})

test('a key of OpenAI in the environment makes text real and leaves pictures offline', () => {
  const { effective, keys } = resolve({ environment: { OPENAI_API_KEY: 'sk-1' } })
  expect(effective.text).toMatchObject({
    provider: 'openai',
    model: 'gpt-5-mini',
    baseUrl: 'https://api.openai.com/v1',
    key: { isSet: true, from: 'environment' },
  })
  expect(effective.text.price?.source).toMatch(/^https:/)
  expect(effective.image.provider).toBe('offline')
  expect(keys.text?.secret).toEqual({ plain: 'sk-1' })
})

test('IMAGE_PROVIDER=openai draws with the key and the server of text', () => {
  const environment = {
    OPENAI_API_KEY: 'sk-1',
    OPENAI_BASE_URL: 'https://gateway.example/v1',
    IMAGE_PROVIDER: 'openai',
  }
  const { effective, keys } = resolve({ environment })
  expect(effective.image).toMatchObject({
    provider: 'openai',
    baseUrl: 'https://gateway.example/v1',
    key: { isSet: true },
  })
  expect(keys.image?.secret).toEqual({ plain: 'sk-1' })
})

test('a server without a key is used without one', () => {
  const { effective } = resolve({
    environment: { OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1', OPENAI_MODEL: 'qwen3' },
  })
  expect(effective.text).toMatchObject({ provider: 'openai', model: 'qwen3', key: { isSet: false, from: null } })
})

test('each value is that of the nearest scope, and says which', () => {
  const { effective } = resolve({
    project: { text: { model: 'gpt-4o-mini' } },
    installation: { text: { provider: 'openai', model: 'gpt-4o', concurrency: 3 } },
    environment: { OPENAI_MODEL: 'gpt-5', TEXT_CALLS_PER_MINUTE: '20' },
  })
  expect(effective.text).toMatchObject({ provider: 'openai', model: 'gpt-4o-mini', concurrency: 3, callsPerMinute: 20 })
  expect(effective.from).toMatchObject({
    'text.provider': 'installation',
    'text.model': 'project',
    'text.concurrency': 'installation',
    'text.callsPerMinute': 'environment',
    'text.baseUrl': 'default',
  })
})

test.each([
  ['the environment', { environment: { OPENAI_API_KEY: 'sk-1', FAL_KEY: 'fal-1' } }],
  ['the installation', { installation: { text: { provider: 'openai' as const }, keys: { text: openAi } } }],
])('a base URL of a project gets no key of %s', (_, others) => {
  const { keys, effective } = resolve({
    ...others,
    project: {
      text: { provider: 'openai', baseUrl: 'https://evil.example/v1' },
      image: { provider: 'openai', baseUrl: 'https://evil.example/v1' },
    },
  })
  expect(keys).toEqual({ text: null, image: null })
  expect(effective.text.key).toEqual({ isSet: false, from: null })
})

test('a project that only names the same provider and server inherits the key', () => {
  const { effective } = resolve({
    project: { text: { provider: 'openai', baseUrl: 'https://api.openai.com/v1/' } },
    environment: { OPENAI_API_KEY: 'sk-1' },
  })
  expect(effective.text.key).toEqual({ isSet: true, from: 'environment' })
})

test('a key of fal does not go to OpenAI, nor the other way', () => {
  const { keys } = resolve({
    project: { image: { provider: 'openai' } },
    installation: { image: { provider: 'fal' }, keys: { image: 'fal https://queue.fal.run' } },
  })
  expect(keys.image).toBeNull()
})

test('a stored key does not follow an address that changes in the environment', () => {
  const installation: Said = { text: { provider: 'openai' }, keys: { text: openAi } }
  expect(resolve({ installation }).effective.text.key.isSet).toBe(true)
  const environment = { OPENAI_BASE_URL: 'https://gateway.example/v1' }
  expect(resolve({ installation, environment }).effective.text.key.isSet).toBe(false)
})

test('a model counts for its own provider, and a size for its own model', () => {
  const { effective } = resolve({
    project: { text: { model: 'gpt-4o' }, image: { provider: 'openai' } },
    installation: { image: { provider: 'fal', model: 'fal-ai/flux/schnell', editModel: 'fal-ai/flux-pro/kontext' } },
    environment: { OPENAI_API_KEY: 'sk-1', OPENAI_MODEL: 'small', OPENAI_CONTEXT_TOKENS: '8192' },
  })
  expect(effective.image).toMatchObject({ model: 'gpt-image-1-mini', editModel: null })
  expect(effective.text).toMatchObject({ model: 'gpt-4o', contextTokens: null })
})

test('a price that was entered comes before the list, and one that nobody knows is null', () => {
  const { priceOf } = resolve({
    project: { prices: { 'gpt-4o': { inputUsdPerMillionTokens: 1 } } },
    installation: { prices: { mine: { usdPerImage: 0 } } },
  })
  expect(priceOf('gpt-4o')).toEqual({ inputUsdPerMillionTokens: 1, source: 'settings', date: '2026-11-24' })
  expect(priceOf('mine')?.usdPerImage).toBe(0)
  expect(priceOf('gpt-5-mini')?.source).toMatch(/^https:/)
  expect(priceOf('constructor')).toBeNull()
})

test('what is wrong with the environment is said without any key', () => {
  const bad = {
    OPENAI_API_KEY: 'sk-secret with spaces',
    FAL_KEY: 'fal\nsecret',
    ENCRYPTION_KEY: 'short-secret',
    OPENAI_BASE_URL: 'https://user:secret@host/v1',
  }
  expect(() => loadConfig(bad)).toThrow(/OPENAI_API_KEY.*\n.*OPENAI_BASE_URL.*\n.*FAL_KEY.*\n.*ENCRYPTION_KEY/)
  expect(() => loadConfig(bad)).not.toThrow(/secret/)
})

test('private addresses are open to whoever sits at the machine, and to others where the operator says so', () => {
  expect(loadConfig({}).allowPrivateBaseUrls).toBe(true)
  expect(loadConfig({ HOST: '0.0.0.0' }).allowPrivateBaseUrls).toBe(false)
  expect(loadConfig({ HOST: '0.0.0.0', ALLOW_PRIVATE_BASE_URLS: 'true' }).allowPrivateBaseUrls).toBe(true)
  expect(loadConfig({ ALLOW_PRIVATE_BASE_URLS: 'false' }).allowPrivateBaseUrls).toBe(false)
})
