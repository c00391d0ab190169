/** `cineqo settings` on a stack of its own: what a person types, and what it says. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHearingServer } from '../../support/hearing-server.ts'
import { openStack, type Stack } from '../../support/stack.ts'
import { Commands } from './command.ts'

const key = 'sk-typed-0123456789'

let stack: Stack
let commands: Commands
beforeAll(async () => {
  stack = await openStack()
  commands = new Commands({ CINEQO_API_URL: stack.url })
})
afterAll(async () => {
  commands.remove()
  await stack.close()
})

test('settings are shown, changed, taken back, and tried', async () => {
  const server = await startHearingServer((_, response) => {
    response.writeHead(401, { 'content-type': 'application/json' })
    response.end('{"error": {"message": "no", "code": "invalid_api_key"}}')
  })
  const baseUrl = `${server.url}/v1`
  expect((await commands.run('settings')).stdout).toMatch(/provider: offline \(default\)/)

  const set = await commands.run(
    'settings',
    'set',
    'text.provider=openai',
    `text.baseUrl=${baseUrl}`,
    'text.concurrency=3',
    'price.gpt-4.1=input:1.5,output:6',
  )
  expect(set).toMatchObject({ code: 0, stdout: expect.stringContaining('concurrency: 3 (installation)') })
  const typed = await commands.runWith(`${key}\n`, 'settings', 'set-key', 'text')
  expect(typed.code).toBe(0)
  expect(typed.stdout).toMatch(/key: set \(installation\)/)

  const shown = await commands.run('settings', 'show', '--json')
  expect(JSON.parse(shown.stdout)).toMatchObject({
    own: { text: { baseUrl }, prices: { 'gpt-4.1': { inputUsdPerMillionTokens: 1.5, outputUsdPerMillionTokens: 6 } } },
    effective: { text: { key: { isSet: true } } },
  })
  const tried = await commands.run('settings', 'test', 'text')
  expect(tried).toMatchObject({ code: 4, stdout: expect.stringMatching(/✗ .* does not accept the key/) })
  expect(server.authorizations).toContain(`Bearer ${key}`)
  expect(JSON.stringify([typed, shown, tried])).not.toContain(key)

  expect((await commands.run('settings', 'remove-key', 'text')).stdout).toMatch(/key: none/)
  const back = await commands.run('settings', 'set', 'text.provider=', 'text.baseUrl=', 'price.gpt-4.1=', '--json')
  expect(JSON.parse(back.stdout)).toMatchObject({ own: { text: { provider: null }, prices: {} } })
  await server.close()
})

test('a project has settings of its own', async () => {
  await stack.send('POST', '/api/projects', { json: { name: 'My novel' } })
  const set = await commands.run('settings', 'set', '--project', 'My novel', 'text.callsPerMinute=7')
  expect(set.stdout).toMatch(/callsPerMinute: 7 \(project\)/)
  expect((await commands.run('settings')).stdout).not.toMatch(/callsPerMinute/)
})

test.each([
  [['set', 'text.colour=red'], /"text.colour=red" is no setting/],
  [['set', 'text.concurrency=many'], /text.concurrency/],
  [['set', 'price.m=cheap'], /"cheap" is no price/],
  [['set-key', 'text'], /standard input/],
  [['set-key', 'text', key], /too many arguments/],
  [['set-key', 'password'], /Allowed choices are text, image/],
  [['show', '--project', 'nobody'], /nobody/],
])('cineqo settings %j says what is wrong', async (args, words) => {
  const { code, stdout, stderr } = await commands.run('settings', ...args)
  expect(stderr).toMatch(words)
  expect(stdout).toBe('')
  expect(code).toBe(1)
})
