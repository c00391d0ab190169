import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStack, type Stack } from '../../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await openStack()
})
afterAll(() => stack.close())

/** Sends headers that `fetch` would not let us set. */
function statusOf(method: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(`${stack.url}/api/projects`, { method, headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    sent.on('error', reject)
    sent.end(method === 'POST' ? JSON.stringify({ name: 'A' }) : undefined)
  })
}

const json = { 'content-type': 'application/json' }
const port = () => new URL(stack.url).port

test('a name that is not this machine’s is refused, whatever it resolves to', async () => {
  for (const host of ['evil.example', `evil.example:${port()}`, '10.0.0.1', 'localhost.evil.example']) {
    expect([host, await statusOf('GET', { host })]).toEqual([host, 403])
  }
  for (const host of [`localhost:${port()}`, `127.0.0.1:${port()}`, `[::1]:${port()}`]) {
    expect([host, await statusOf('GET', { host })]).toEqual([host, 200])
  }
})

test('another page can change nothing; the own page and programs can', async () => {
  const foreign = ['http://evil.example', 'null', 'http://127.0.0.1:1', `https://127.0.0.1:${port()}`, 'file://']
  for (const origin of foreign) expect([origin, await statusOf('POST', { ...json, origin })]).toEqual([origin, 403])
  const own = [`http://127.0.0.1:${port()}`, `http://localhost:${port()}`]
  for (const origin of own) expect([origin, await statusOf('POST', { ...json, origin })]).toEqual([origin, 201])
  expect(await statusOf('POST', json)).toBe(201)
})

test('every answer carries the headers that keep pages apart', async () => {
  for (const path of ['/api/health', '/api/films']) {
    const { headers } = await stack.send('GET', path)
    expect(headers.get('content-security-policy')).toMatch("frame-ancestors 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('access-control-allow-origin')).toBeNull()
    expect(headers.get('x-powered-by')).toBeNull()
  }
})

test('the server does not listen where other machines could reach it', async () => {
  await expect(stack.api.server.listen({ host: '0.0.0.0', port: 0 })).rejects.toThrow(/HOST is 0\.0\.0\.0/)
})

test('a port that is taken is not taken over: the next one is used', async () => {
  const other = await openStack()
  try {
    await new Promise<void>((resolve) => other.api.server.server.close(() => resolve()))
    const url = await other.api.server.listen({ host: '127.0.0.1', port: Number(port()), orNext: true })
    expect(Number(new URL(url).port)).toBeGreaterThan(Number(port()))
  } finally {
    await other.close()
  }
})
