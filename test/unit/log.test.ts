import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const key = 'sk-distinctive-0123456789'
const falKey = '11111111-2222-3333-4444-555555555555:0123456789abcdef'

/** Logs in a process of its own, since a logger writes to standard output. */
function logged(expression: string): string {
  const source = join(import.meta.dirname, '../../src/log.ts')
  const program = `import { createLogger } from ${JSON.stringify(source)}
    const key = ${JSON.stringify(key)}, falKey = ${JSON.stringify(falKey)}
    createLogger({ level: 'trace', role: 'test' }).info(${expression})`
  const args = ['--import', import.meta.resolve('tsx'), '--input-type=module', '-e', program]
  return execFileSync(process.execPath, args, { encoding: 'utf8' })
}

test('keys are never written down: by the names that carry them, and within sentences', () => {
  const line = logged(`{
    apiKey: key, keys: { text: key }, headers: { authorization: 'Bearer ' + key, 'set-cookie': key },
    request: { headers: { Authorization: 'Bearer ' + key, authorization: key }, body: { keys: { text: 'plain-key' } } },
    config: { models: { openAiKey: 'plain-key', falKey }, encryptionKey: 'plain-key' },
    err: Object.assign(new Error('Incorrect API key provided: ' + key), { config: { headers: { authorization: key } } }),
  }, 'asked with Bearer abc.def and Key ' + falKey`)
  expect(line).toContain('asked with')
  for (const secret of [key, falKey, 'plain-key', 'abc.def']) expect(line).not.toContain(secret)
})

test('what is no key is written as it is', () => {
  const line = logged(
    `{ jobId: '0199a1b2-0000-7000-8000-000000000000', storageKey: 'novels/abc.txt' }, 'Key (id)=(1) exists'`,
  )
  expect(JSON.parse(line)).toMatchObject({
    jobId: '0199a1b2-0000-7000-8000-000000000000',
    storageKey: 'novels/abc.txt',
    msg: 'Key (id)=(1) exists',
  })
})
