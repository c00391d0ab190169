/** What the connection test says, through the API, of servers that speak the wire of OpenAI and fal. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { settingsTestSchema } from '../../../src/contracts/settings.ts'
import { startFalServer } from '../../servers/fal/server.ts'
import type { FaultRule } from '../../servers/faults.ts'
import type { TestServer } from '../../servers/listen.ts'
import { serverKinds } from '../../servers/openai/kinds.ts'
import { type OpenAiServerOptions, startOpenAiServer } from '../../servers/openai/server.ts'
import { startHearingServer } from '../../support/hearing-server.ts'
import { openStack, type Stack } from '../../support/stack.ts'

const key = 'sk-right-0123456789'
const falKey = '11111111-2222-3333-4444-555555555555:right'

let stack: Stack
let fal: TestServer
const opened: { close(): Promise<void> }[] = []
beforeAll(async () => {
  fal = await startFalServer({ key: falKey })
  stack = await openStack({ environment: { FAL_QUEUE_URL: fal.url } })
})
afterAll(async () => {
  await stack.close()
  await fal.close()
})
beforeEach(async () => {
  fal.setFaults([])
  await stack.database.sql`DELETE FROM settings`
  await stack.database.sql`DELETE FROM text_capability`
})
afterEach(async () => {
  for (const server of opened.splice(0)) await server.close()
})

/** Fills in any schema: whatever it asks for is a word. */
const reader: OpenAiServerOptions['reader'] = async ({ schema }) => {
  const { properties = {} } = (schema ?? {}) as { properties?: Record<string, unknown> }
  return { text: JSON.stringify(Object.fromEntries(Object.keys(properties).map((name) => [name, 'hello']))) }
}

async function startServer(options: Partial<OpenAiServerOptions> = {}) {
  const server = await startOpenAiServer({ reader, key, models: ['tester'], ...options })
  opened.push(server)
  return server
}

async function tryText(
  baseUrl: string,
  { model = 'tester', given = key as string | null, contextTokens = null as number | null } = {},
) {
  const change = {
    text: { provider: 'openai', baseUrl, model, contextTokens },
    ...(given && { keys: { text: given } }),
  }
  const answer = await stack.send('POST', '/api/settings/test', { json: { kind: 'text', change } })
  expect(answer.status).toBe(200)
  expect(JSON.stringify(answer.body)).not.toContain(key)
  return settingsTestSchema.parse(answer.body)
}

async function tryImage(image: object, { given = falKey, draw = false } = {}) {
  const change = { image, keys: { image: given } }
  const answer = await stack.send('POST', '/api/settings/test', { json: { kind: 'image', change, draw } })
  expect(answer.status).toBe(200)
  expect(JSON.stringify(answer.body)).not.toContain(given)
  return settingsTestSchema.parse(answer.body)
}

const failedOf = (found: { findings: { outcome: string; check: string; message: { en: string; zh: string } }[] }) => {
  const failed = found.findings.filter(({ outcome }) => outcome === 'failed')
  for (const { message } of failed) for (const words of Object.values(message)) expect(words).not.toMatch(/\{|^$/)
  return failed
}

const remembered = () => stack.database.sql`SELECT base_url, model, capabilities FROM text_capability`

test('a server that can do everything works, and what it can do is remembered', async () => {
  const server = await startServer()
  const found = await tryText(server.baseUrl)
  expect(found).toMatchObject({ works: true, provider: 'openai', model: 'tester' })
  expect(found.capabilities).toMatchObject({ structuredOutput: 'json_schema', streaming: true })
  expect(await remembered()).toMatchObject([
    { base_url: server.baseUrl, model: 'tester', capabilities: { structuredOutput: 'json_schema' } },
  ])
})

test.each(['json_object', 'plain', 'no_streaming'] as const)('a server of kind %s works in its way', async (kind) => {
  const { baseUrl } = await startServer({ kind: serverKinds[kind] })
  const found = await tryText(baseUrl)
  expect(found.works).toBe(true)
  const { structuredOutput, streaming } = serverKinds[kind]
  expect(found.capabilities).toMatchObject({ structuredOutput, streaming })
})

test('a wrong key is named as such', async () => {
  const found = await tryText((await startServer()).baseUrl, { given: 'sk-wrong-0123456789' })
  expect(found.works).toBe(false)
  expect(failedOf(found)).toMatchObject([{ check: 'key' }])
  expect(await remembered()).toEqual([])
})

test('a model that is not there is named, with those that are', async () => {
  const found = await tryText((await startServer()).baseUrl, { model: 'tset' })
  expect(found.works).toBe(false)
  expect(failedOf(found)).toMatchObject([{ check: 'model', message: { en: expect.stringContaining('tester') } }])
})

test('a page instead of a provider is recognised', async () => {
  const page = await startHearingServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end('<!doctype html><title>Sign in</title>')
  })
  opened.push(page)
  const found = await tryText(`${page.url}/v1`)
  expect(failedOf(found)).toMatchObject([{ check: 'reached', message: { en: expect.stringContaining('Sign in') } }])
})

test('a server that is not there is said to be unreachable, and what to do', async () => {
  const server = await startServer()
  await server.close()
  opened.length = 0
  expect(failedOf(await tryText(server.baseUrl))).toMatchObject([
    {
      check: 'reached',
      message: { en: expect.stringMatching(/Check the base URL and the network, then test again\.$/) },
    },
  ])
})

test('a context that is smaller than the settings say is warned of', async () => {
  const { baseUrl } = await startServer({ kind: serverKinds.small_vllm })
  const found = await tryText(baseUrl, { contextTokens: 100_000 })
  expect(found.capabilities?.contextTokens).toBe(8192)
  expect(found.findings.filter(({ check }) => check === 'context').at(-1)).toMatchObject({
    outcome: 'warning',
    message: { en: expect.stringContaining('8192') },
  })
})

test("a server of one's own works without a key", async () => {
  const server = await startOpenAiServer({ reader, models: ['qwen3:4b'] })
  opened.push(server)
  const found = await tryText(server.baseUrl, { model: 'qwen3:4b', given: null })
  expect(found.works).toBe(true)
})

test('OpenAI without a key is not even asked', async () => {
  const change = { text: { provider: 'openai' } }
  const answer = await stack.send('POST', '/api/settings/test', { json: { kind: 'text', change } })
  expect(failedOf(answer.body)).toMatchObject([{ check: 'key' }])
})

test('the key of fal is looked at without paying, and a picture drawn when it is asked for', async () => {
  const looked = await tryImage({ provider: 'fal' })
  expect(looked).toMatchObject({ works: true, provider: 'fal', model: 'fal-ai/flux/dev' })
  expect(looked.findings.at(-1)).toMatchObject({ check: 'picture', outcome: 'skipped' })
  expect(fal.ledger.entries).toEqual([])
  const drawn = await tryImage({ provider: 'fal' }, { draw: true })
  expect(drawn.findings.at(-1)).toMatchObject({ check: 'picture', outcome: 'ok' })
  expect(fal.ledger.entries).toHaveLength(1)
})

test('a wrong key of fal is named as such, and nothing is drawn with it', async () => {
  const found = await tryImage({ provider: 'fal' }, { given: 'wrong-key-0123456789', draw: true })
  expect(failedOf(found)).toMatchObject([{ check: 'key' }])
})

test.each<[string, FaultRule[], string]>([
  ['no rights to draw', [{ route: 'submit', fault: { kind: 'forbidden' } }], 'picture'],
  ['an app that is not there', [{ route: 'submit', fault: { kind: 'no_model' } }], 'model'],
  ['no credit', [{ route: 'submit', fault: { kind: 'quota_exhausted' } }], 'key'],
  ['a picture that is blank', [{ fault: { kind: 'blank_picture' } }], 'picture'],
])('drawing shows %s', async (_, faults, check) => {
  fal.setFaults(faults)
  const found = await tryImage({ provider: 'fal' }, { draw: true })
  expect(found.works).toBe(false)
  expect(failedOf(found)).toMatchObject([{ check }])
})

test('an image model of OpenAI is looked for in the list, and drawn with', async () => {
  const { baseUrl, ledger } = await startServer({ models: ['gpt-image-1-mini'] })
  const listed = await tryImage({ provider: 'openai', baseUrl }, { given: key })
  expect(listed.works).toBe(true)
  expect(listed.findings.find(({ check }) => check === 'model')?.outcome).toBe('ok')
  const unlisted = await tryImage({ provider: 'openai', baseUrl, model: 'other' }, { given: key })
  expect(unlisted.findings.find(({ check }) => check === 'model')?.outcome).toBe('warning')
  expect(ledger.entries).toEqual([])
  const drawn = await tryImage({ provider: 'openai', baseUrl }, { given: key, draw: true })
  expect(drawn.findings.at(-1)).toMatchObject({ check: 'picture', outcome: 'ok' })
})

test('offline needs nothing', async () => {
  const { body } = await stack.send('POST', '/api/settings/test', { json: { kind: 'text' } })
  expect(body).toMatchObject({ works: true, provider: 'offline', capabilities: null })
})
