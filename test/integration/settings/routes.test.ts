import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { loadConfig } from '../../../src/config.ts'
import { healthSchema } from '../../../src/contracts/health.ts'
import { settingsTestSchema, settingsViewSchema } from '../../../src/contracts/settings.ts'
import { localUserId } from '../../../src/db/queries/ensure-local-user.ts'
import { createSettings } from '../../../src/settings/settings.ts'
import { type HearingServer, startHearingServer } from '../../support/hearing-server.ts'
import { newProject } from '../../support/jobs.ts'
import { expectRefusal, unknownId } from '../../support/refusals.ts'
import { type Answer, openStack, type Stack } from '../../support/stack.ts'

const operatorKey = 'sk-operator-7f3a9c'
const installationKey = 'sk-installation-52be10'
const projectKey = 'sk-project-c0ffee'

let stack: Stack
let own: HearingServer
let operators: HearingServer
beforeAll(async () => {
  const refuse = (_: unknown, response: import('node:http').ServerResponse) => {
    response.writeHead(401, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ error: { message: 'no', type: 'invalid_request_error', code: 'invalid_api_key' } }))
  }
  own = await startHearingServer(refuse)
  operators = await startHearingServer(refuse)
  stack = await openStack({
    environment: { OPENAI_API_KEY: operatorKey, OPENAI_BASE_URL: `${operators.url}/v1` },
  })
})
afterAll(async () => {
  await stack.close()
  await own.close()
  await operators.close()
})
beforeEach(() => stack.database.sql`DELETE FROM settings`)

const patch = (path: string, json: unknown) => stack.send('PATCH', path, { json })
const installation = '/api/settings'
const ofProject = (id: string) => `/api/projects/${id}/settings`

function viewOf(answer: Answer) {
  expect(answer.status).toBe(200)
  for (const key of [operatorKey, installationKey, projectKey]) expect(JSON.stringify(answer.body)).not.toContain(key)
  return settingsViewSchema.strict().parse(answer.body)
}

test('nothing is set to begin with, and the environment is in effect', async () => {
  const { own: said, effective } = viewOf(await stack.send('GET', installation))
  expect(said.text).toEqual({
    provider: null,
    model: null,
    baseUrl: null,
    contextTokens: null,
    concurrency: null,
    callsPerMinute: null,
  })
  expect(effective.text).toMatchObject({ provider: 'openai', key: { isSet: true, from: 'environment' } })
  expect(effective.image.provider).toBe('offline')
})

test('the health says who works by the settings of the installation, without keys and addresses', async () => {
  const health = async () => healthSchema.parse((await stack.send('GET', '/api/health')).body)
  expect((await health()).providers).toMatchObject({ text: { provider: 'openai' }, image: { provider: 'offline' } })
  const image = { provider: 'fal', model: 'fal-ai/flux/dev' }
  await patch(installation, { text: { model: 'gpt-4.1' }, image, keys: { text: installationKey, image: projectKey } })
  const { providers } = await health()
  expect(providers).toEqual({ text: { provider: 'openai', model: 'gpt-4.1' }, image })
  expect(JSON.stringify(await health())).not.toMatch(/sk-|127\.0\.0\.1.*v1/)
  await patch(installation, { text: { provider: 'offline' } })
  expect((await health()).providers?.text.provider).toBe('offline')
})

test('a project inherits from the installation, changes a part, and goes back with null', async () => {
  const project = await newProject(stack)
  await patch(installation, {
    text: { model: 'gpt-4o', concurrency: 2 },
    prices: { 'gpt-4o': { inputUsdPerMillionTokens: 9 } },
  })
  const changed = viewOf(await patch(ofProject(project), { text: { model: 'gpt-4o-mini' } }))
  expect(changed.own.text).toMatchObject({ model: 'gpt-4o-mini', concurrency: null })
  expect(changed.effective.text).toMatchObject({ model: 'gpt-4o-mini', concurrency: 2 })
  expect(changed.effective.from).toMatchObject({ 'text.model': 'project', 'text.concurrency': 'installation' })

  const back = viewOf(await patch(ofProject(project), { text: { model: null } }))
  expect(back.effective.text.model).toBe('gpt-4o')
  expect(back.effective.text.price).toMatchObject({ inputUsdPerMillionTokens: 9, source: 'settings' })
  const unpriced = viewOf(await patch(installation, { prices: { 'gpt-4o': null } }))
  expect(unpriced.effective.text.price?.source).not.toBe('settings')
  expect(viewOf(await stack.send('GET', installation)).effective.text.model).toBe('gpt-4o')
})

test('a key goes in and never comes out, and is stored encrypted', async () => {
  const { effective } = viewOf(await patch(installation, { keys: { text: installationKey } }))
  expect(effective.text.key).toEqual({ isSet: true, from: 'installation' })
  const [row] = await stack.database.sql`SELECT text_key FROM settings`
  expect(row?.text_key).toMatch(/^v1\./)
  expect(JSON.stringify(row)).not.toContain(installationKey)
  expect(viewOf(await patch(installation, { keys: { text: null } })).effective.text.key.from).toBe('environment')
})

test('a base URL of a project never sees the keys of others', async () => {
  const project = await newProject(stack)
  await patch(installation, { keys: { text: installationKey } })
  const { effective } = viewOf(
    await patch(ofProject(project), { text: { provider: 'openai', baseUrl: `${own.url}/v1` } }),
  )
  expect(effective.text.key).toEqual({ isSet: false, from: null })
  own.authorizations.length = 0
  const tried = await stack.send('POST', `${ofProject(project)}/test`, { json: { kind: 'text' } })
  expect(settingsTestSchema.parse(tried.body).works).toBe(false)
  expect(own.authorizations.length).toBeGreaterThan(0)
  for (const sent of own.authorizations) expect(sent).not.toMatch(/operator|installation/)

  // The project's own key does go there.
  viewOf(await patch(ofProject(project), { keys: { text: projectKey } }))
  own.authorizations.length = 0
  await stack.send('POST', `${ofProject(project)}/test`, { json: { kind: 'text' } })
  expect(new Set(own.authorizations)).toEqual(new Set([`Bearer ${projectKey}`]))
})

test('changing the base URL drops the key, unless a new one comes along', async () => {
  viewOf(await patch(installation, { text: { baseUrl: `${own.url}/v1` }, keys: { text: installationKey } }))
  const moved = viewOf(await patch(installation, { text: { baseUrl: `${operators.url}/v2` } }))
  expect(moved.effective.text.key.isSet).toBe(false)
  const [row] = await stack.database.sql`SELECT text_key FROM settings`
  expect(row?.text_key).toBeNull()
  const again = viewOf(await patch(installation, { text: { baseUrl: `${own.url}/v1` }, keys: { text: projectKey } }))
  expect(again.effective.text.key).toEqual({ isSet: true, from: 'installation' })
})

test('a change is tried before it is saved', async () => {
  own.authorizations.length = 0
  const change = { text: { baseUrl: `${own.url}/v1` }, keys: { text: projectKey } }
  const tried = await stack.send('POST', `${installation}/test`, { json: { kind: 'text', change } })
  expect(settingsTestSchema.parse(tried.body).findings.at(-1)).toMatchObject({ check: 'key', outcome: 'failed' })
  expect(own.authorizations).toContain(`Bearer ${projectKey}`)
  expect(viewOf(await stack.send('GET', installation)).own.text.baseUrl).toBeNull()
})

test('a key that was stored with another ENCRYPTION_KEY is said to be unreadable, and never replaced by another one', async () => {
  await patch(installation, { keys: { text: installationKey } })
  const { models } = loadConfig({ OPENAI_API_KEY: operatorKey, OPENAI_BASE_URL: `${operators.url}/v1` })
  const elsewhere = createSettings({
    database: stack.database,
    config: { models, allowPrivateBaseUrls: true, encryptionKey: 'quite another passphrase', directory: '' },
  })
  const ids = { userId: localUserId, projectId: null }
  operators.authorizations.length = 0
  const { works, findings } = await elsewhere.test(ids, { kind: 'text', draw: false }, new AbortController().signal)
  expect(works).toBe(false)
  expect(findings).toMatchObject([{ check: 'key', outcome: 'failed' }])
  expect(findings[0]?.message.en).toMatch(/ENCRYPTION_KEY/)
  const { analyst } = await elsewhere.providersOf({ userId: localUserId, projectId: unknownId })
  await expect(analyst.decideMerge({} as never, {} as never)).rejects.toMatchObject({ code: 'key_unreadable' })
  expect(operators.authorizations).toEqual([])
})

test('providers are found anew when the settings have changed, and kept otherwise', async () => {
  const ids = { userId: localUserId, projectId: await newProject(stack) }
  const first = await stack.settings.providersOf(ids)
  expect(await stack.settings.providersOf(ids)).toBe(first)
  await patch(ofProject(ids.projectId), { text: { provider: 'offline' } })
  const second = await stack.settings.providersOf(ids)
  expect([first.analyst.provider, second.analyst.provider]).toEqual(['openai', 'offline'])
  expect(first.analyst.lane).toMatch(/^text:openai:127\.0\.0\.1:\d+:[0-9a-f]{8}$/)
})

test.each([
  ['an unknown field', { text: { modle: 'x' } }],
  ['a base URL with a password', { text: { baseUrl: 'https://user:pass@example.com/v1' } }],
  ['a base URL of another kind', { text: { baseUrl: 'file:///etc/passwd' } }],
  ['a base URL with a query', { text: { baseUrl: 'https://example.com/v1?key=1' } }],
  ['a model with blanks', { text: { model: 'a b' } }],
  ['a key with a line break in it', { keys: { text: 'a\nb' } }],
  ['a key for the offline painter', { keys: { image: 'abc' } }],
  ['a negative price', { prices: { m: { usdPerImage: -1 } } }],
])('%s is refused, and nothing is stored', async (_, json) => {
  expectRefusal(await patch(installation, json), 400, 'invalid_request')
  const rows = await stack.database
    .sql`SELECT * FROM settings WHERE text_key IS NOT NULL OR image_key IS NOT NULL OR values -> 'text' ->> 'baseUrl' IS NOT NULL`
  expect(rows).toEqual([])
})

test('settings of a project that is not there, or of somebody else, are not found', async () => {
  const project = await newProject(stack)
  await stack.database.sql`INSERT INTO "user" (id, name) VALUES (${unknownId}, 'other') ON CONFLICT DO NOTHING`
  await stack.database.sql`UPDATE project SET user_id = ${unknownId} WHERE id = ${project}`
  for (const id of [unknownId, project, 'x']) {
    expectRefusal(await stack.send('GET', ofProject(id)), 404, 'not_found')
    expectRefusal(await patch(ofProject(id), { text: { model: 'm' } }), 404, 'not_found')
    expectRefusal(await stack.send('POST', `${ofProject(id)}/test`, { json: { kind: 'text' } }), 404, 'not_found')
  }
})

test("where it is not allowed, base URLs lead to public addresses alone; the operator's may lead anywhere", async () => {
  const strict = await openStack({
    environment: {
      ALLOW_PRIVATE_BASE_URLS: 'false',
      OPENAI_API_KEY: operatorKey,
      OPENAI_BASE_URL: `${operators.url}/v1`,
    },
  })
  try {
    for (const host of [
      '127.0.0.1',
      'localhost',
      '10.1.2.3',
      '169.254.169.254',
      '[::1]',
      '0x7f.1',
      '2130706433',
      '[::ffff:127.0.0.1]',
      'a.localhost',
    ]) {
      const answer = await strict.send('PATCH', installation, { json: { text: { baseUrl: `http://${host}:8080/v1` } } })
      expectRefusal(answer, 422, 'base_url_forbidden')
    }
    own.authorizations.length = 0
    operators.authorizations.length = 0
    // A row from a time when it was allowed, or a name that leads there.
    await strict.database.sql`
      INSERT INTO settings (id, user_id, values)
      VALUES (gen_random_uuid(), ${localUserId}, ${strict.database.sql.json({ text: { provider: 'openai', baseUrl: `${own.url}/v1` }, image: {}, prices: {} })})`
    const tried = await strict.send('POST', `${installation}/test`, { json: { kind: 'text' } })
    expect(tried.body.findings).toMatchObject([{ check: 'reached', outcome: 'failed' }])
    expect(own.authorizations).toEqual([])
    await strict.database.sql`DELETE FROM settings`
    await strict.send('POST', `${installation}/test`, { json: { kind: 'text' } })
    expect(operators.authorizations).toContain(`Bearer ${operatorKey}`)
  } finally {
    await strict.close()
  }
})

test.each([
  { text: { model: '../../elsewhere' } },
  { image: { provider: 'fal', model: 'fal-ai/../other' } },
  { image: { editModel: 'http://elsewhere/x' } },
  { prices: { 'a//b': { usdPerImage: 1 } } },
  { prices: { m: { usdPerImage: 1_000_000 } } },
  JSON.parse('{"__proto__":{"text":{"model":"x"}}}'),
  JSON.parse('{"text":{"__proto__":{"model":"x"}}}'),
])('%j changes no settings', async (change) => {
  expect(await patch(installation, change)).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
  expect(await stack.database.sql`SELECT FROM settings`).toEqual([])
})

test('names that every object has are names of models like others', async () => {
  const { own: said } = viewOf(
    await patch(installation, { text: { model: 'constructor' }, prices: { toString: { usdPerImage: 1 } } }),
  )
  expect(said.prices).toEqual({ toString: { usdPerImage: 1 } })
  expect(viewOf(await stack.send('GET', installation)).effective.text).toMatchObject({
    model: 'constructor',
    price: null,
  })
})

test('what can not be an app of fal is a finding of the test', async () => {
  const change = { image: { provider: 'fal', model: 'flux' }, keys: { image: 'id:secret' } }
  const tried = await stack.send('POST', `${installation}/test`, { json: { kind: 'image', change } })
  const { works, findings } = settingsTestSchema.parse(tried.body)
  expect(works).toBe(false)
  expect(findings).toMatchObject([{ check: 'model', outcome: 'failed' }])
})
