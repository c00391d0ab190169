import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createSecrets,
  endpointOfStored,
  loadEncryptionSecret,
  UnreadableSecretError,
} from '../../../src/settings/secrets.ts'

const place = { scope: 'project:1', name: 'text' }
const endpoint = 'openai https://api.openai.com/v1'
const key = 'sk-distinctive-0123456789'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'cineqo-secrets-'))
})
afterAll(() => rm(directory, { recursive: true }))

test.each([
  ['32 bytes in base64', Buffer.alloc(32, 7).toString('base64')],
  ['32 bytes in hex', Buffer.alloc(32, 7).toString('hex')],
  ['a passphrase', 'correct horse battery staple'],
])('a key comes back as it was, with %s', (_, secret) => {
  const stored = createSecrets(secret).seal(key, { ...place, endpoint })
  expect(stored).not.toContain(key)
  expect(Buffer.from(stored.split('.')[2] ?? '', 'base64url').toString('latin1')).not.toContain(key)
  expect(endpointOfStored(stored)).toBe(endpoint)
  expect(createSecrets(secret).open(stored, place)).toBe(key)
})

test('the same key is never stored in the same way twice', () => {
  const secrets = createSecrets('a passphrase of some length')
  expect(secrets.seal(key, { ...place, endpoint })).not.toBe(secrets.seal(key, { ...place, endpoint }))
})

test('a stored key is read neither with another secret, nor in another place, nor for another endpoint, nor when it was changed', () => {
  const secrets = createSecrets('a passphrase of some length')
  const stored = secrets.seal(key, { ...place, endpoint })
  const [version = '', , sealed = ''] = stored.split('.')
  const bytes = Buffer.from(sealed, 'base64url')
  bytes.writeUInt8(bytes.readUInt8(20) ^ 1, 20)
  const attempts = [
    () => createSecrets('another passphrase').open(stored, place),
    () => secrets.open(stored, { ...place, scope: 'project:2' }),
    () => secrets.open(stored, { ...place, name: 'image' }),
    () =>
      secrets.open(
        [version, Buffer.from('openai https://evil.example/v1').toString('base64url'), sealed].join('.'),
        place,
      ),
    () => secrets.open([version, stored.split('.')[1], bytes.toString('base64url')].join('.'), place),
    () => secrets.open(`v2${stored.slice(2)}`, place),
    () => secrets.open('', place),
    () => secrets.open(key, place),
  ]
  for (const attempt of attempts) expect(attempt).toThrow(UnreadableSecretError)
  expect(endpointOfStored(key)).toBeNull()
})

test('without ENCRYPTION_KEY a file is made that its owner alone can read, and used from then on', async () => {
  const home = join(directory, 'home')
  const secret = loadEncryptionSecret({ encryptionKey: undefined, directory: home })
  expect(Buffer.from(secret, 'base64')).toHaveLength(32)
  expect((await stat(join(home, 'encryption.key'))).mode & 0o777).toBe(0o600)
  expect(loadEncryptionSecret({ encryptionKey: undefined, directory: home })).toBe(secret)
  expect(await readdir(home)).toEqual(['encryption.key'])
  expect(loadEncryptionSecret({ encryptionKey: 'said in the environment', directory: home })).toBe(
    'said in the environment',
  )
})

test('processes that come at the same time agree on one key', async () => {
  const home = join(directory, 'race')
  const program = join(directory, 'load.ts')
  const source = join(import.meta.dirname, '../../../src/settings/secrets.ts')
  await writeFile(
    program,
    `import { loadEncryptionSecret } from ${JSON.stringify(source)}
     process.send('ready')
     process.once('message', () => {
       process.send(loadEncryptionSecret({ encryptionKey: undefined, directory: ${JSON.stringify(home)} }))
       process.disconnect()
     })`,
  )
  const processes = Array.from({ length: 4 }, () =>
    fork(program, [], { execArgv: ['--import', import.meta.resolve('tsx')] }),
  )
  await Promise.all(processes.map((process) => once(process, 'message')))
  expect(existsSync(join(home, 'encryption.key'))).toBe(false)
  const answers = await Promise.all(
    processes.map(async (process) => {
      const answer = once(process, 'message')
      process.send('go')
      return (await answer)[0] as string
    }),
  )
  expect(new Set(answers).size).toBe(1)
  expect((await readFile(join(home, 'encryption.key'), 'utf8')).trim()).toBe(answers[0])
})
