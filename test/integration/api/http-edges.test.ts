/** What proxies, health checks and half-dead clients do to an HTTP server. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { characters, images, looks } from '../../../src/db/tables/results.ts'
import { openStack, type Stack } from '../../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await openStack()
})
afterAll(() => stack.close())

interface RawAnswer {
  status: number
  head: string
  body: string
}

/** Sends bytes as they are and reads until the server closes, at most `timeoutMs`. */
function exchange(bytes: string, timeoutMs = 3000): Promise<RawAnswer> {
  const { hostname, port } = new URL(stack.url)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname)
    let text = ''
    socket.setEncoding('latin1').on('data', (chunk) => {
      text += chunk
    })
    socket.once('error', reject)
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error(`nothing for ${timeoutMs} ms after: ${text}`)))
    socket.once('close', () => {
      const [head = '', body = ''] = text.split('\r\n\r\n')
      resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]), head: head.toLowerCase(), body })
    })
    socket.write(bytes)
  })
}

const host = () => `Host: ${new URL(stack.url).host}`
const asked = (method: string, path: string, ...headers: string[]) =>
  [`${method} ${path} HTTP/1.1`, host(), 'Connection: close', ...headers, '', ''].join('\r\n')

test('HEAD of the stream is answered and ends, and leaves no connection behind', async () => {
  const { status, head } = await exchange(asked('HEAD', '/api/stream'))
  expect(status).toBe(200)
  expect(head).toContain('content-type: text/event-stream')
  expect(stack.api.context.hub.connections()).toBe(0)
})

test.each([
  ['no HTTP at all', () => '\x16\x03\x01 hello\r\n\r\n', 400, 'invalid_request'],
  ['an unknown method', () => asked('FLY', '/api/health'), 400, 'invalid_request'],
  [
    'two lengths',
    () => asked('POST', '/api/projects', 'Content-Length: 2', 'Content-Length: 3'),
    400,
    'invalid_request',
  ],
  [
    'more body than was said',
    () => `${asked('POST', '/api/projects', 'Content-Length: 1')}{"name"`,
    400,
    'invalid_request',
  ],
  ['headers without end', () => asked('GET', '/api/health', `X-A: ${'a'.repeat(20_000)}`), 413, 'payload_too_large'],
])('%s is refused with a problem', async (_what, bytes, status, code) => {
  const answer = await exchange(bytes())
  expect(answer.status).toBe(status)
  expect(answer.head).toContain('content-type: application/problem+json')
  expect(JSON.parse(answer.body)).toMatchObject({ code, status, message: { zh: expect.any(String) } })
})

test('OPTIONS * says what the server can, and nothing else may be asked of *', async () => {
  const { status, head } = await exchange(asked('OPTIONS', '*'))
  expect(status).toBe(204)
  expect(head).toContain('allow: get, head, post, put, patch, delete, options')
  expect((await exchange(asked('GET', '*'))).status).toBe(400)
})

test('an expectation that nobody knows is passed over', async () => {
  expect((await exchange(asked('GET', '/api/projects', 'Expect: cake'))).status).toBe(200)
})

test('a picture that a cache has is not sent again', async () => {
  const { imageId, sha256 } = await storeImage()
  const get = (ifNoneMatch?: string) =>
    stack.send('GET', `/api/images/${imageId}/file`, {
      ...(ifNoneMatch && { headers: { 'if-none-match': ifNoneMatch, 'cache-control': 'max-age=0' } }),
    })
  expect((await get()).status).toBe(200)
  for (const known of [`"${sha256}"`, `W/"${sha256}"`, `"other", "${sha256}"`, '*']) {
    expect([known, (await get(known)).status]).toEqual([known, 304])
  }
  expect((await get('"other"')).status).toBe(200)
})

test('the page’s source server hands out the page, and nothing else of the project', async () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url))
  expect((await stack.send('GET', '/src/main.tsx')).status).toBe(200)
  for (const file of ['package.json', 'src/config.ts', 'README.md', 'package.json?raw']) {
    const { status } = await stack.send('GET', `/@fs${root}${file}`)
    expect([file, status]).toEqual([file, 403])
  }
})

test('the built page answers HEAD as it answers GET, at every address of it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cineqo-page-'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html>')
  const built = await openStack({ builtPage: folder })
  try {
    for (const path of ['/', '/projects/1']) {
      for (const method of ['GET', 'HEAD']) {
        const { status, headers } = await fetch(`${built.url}${path}`, { method })
        expect([method, path, status]).toEqual([method, path, 200])
        expect(headers.get('content-type')).toMatch('text/html')
      }
    }
    expect((await fetch(`${built.url}/assets/missing.js`, { method: 'HEAD' })).status).toBe(404)
  } finally {
    await built.close()
    rmSync(folder, { recursive: true })
  }
})

/** A stored picture with all rows around it. */
async function storeImage(): Promise<{ imageId: string; sha256: string }> {
  const projectId = (await stack.send('POST', '/api/projects', { json: { name: 'Pictures' } })).body.id
  const novelId = (await stack.send('PUT', `/api/projects/${projectId}/novel`, { json: { content: 'One.\n\nTwo.' } }))
    .body.id
  const [characterId, lookId, imageId] = [randomUUID(), randomUUID(), randomUUID()]
  const sha256 = 'ab'.repeat(32)
  const key = `images/${projectId}/${sha256}.png`
  const { db } = stack.database
  const owners = { projectId, characterId, lookId }
  await db.insert(characters).values({
    id: characterId,
    projectId,
    novelId,
    name: 'A',
    aliases: [],
    importance: 'main',
    mentions: 1,
    rank: 0,
    evidence: [],
  })
  await db.insert(looks).values({ id: lookId, characterId, name: 'default', appearance: '' })
  const picture = { storageKey: key, sha256, mediaType: 'image/png', width: 1, height: 1, bytes: 4, chosen: true }
  const origin = { provider: 'offline', model: 'card', prompt: '', seed: 1, costUsd: 0, sourceItemId: randomUUID() }
  await db.insert(images).values({ id: imageId, ...owners, ...picture, ...origin })
  await stack.api.context.storage.put(key, Buffer.from('data'))
  return { imageId, sha256 }
}
