/** Requests to providers leave once, reach only what they may, and do not wait for ever. */
import { createServer } from 'node:net'
import { toFile } from 'openai'
import { describe, expect, it, onTestFinished } from 'vitest'
import { CineqoError } from '../../../src/contracts/errors.ts'
import { isPublicAddress } from '../../../src/providers/http/addresses.ts'
import { createProviderFetch } from '../../../src/providers/http/provider-fetch.ts'
import { TransportError } from '../../../src/providers/http/transport-error.ts'
import { toProviderError } from '../../../src/providers/openai/errors.ts'
import { clientOf, loopbackFetch, rejection, sendJson, serve } from './loopback.ts'

const guarded = createProviderFetch({ allowPrivateAddresses: false, headersTimeoutMs: 400, idleTimeoutMs: 400 })

describe('addresses', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '100.100.100.200',
    '127.0.0.1',
    '127.255.255.254',
    '168.63.129.16',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.192',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '2001::1',
    '2002:7f00:1::',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fe80::1%eth0',
    'ff02::1',
    '2001:db8::1',
  ])('refuses %s', (address) => expect(isPublicAddress(address)).toBe(false))

  it.each(['1.1.1.1', '172.15.0.1', '172.32.0.1', '100.63.0.1', '8.8.8.8', '2606:4700:4700::1111', '2a00:1450::1'])(
    'lets %s pass',
    (address) => expect(isPublicAddress(address)).toBe(true),
  )
})

describe('where private addresses are not allowed', () => {
  it.each([
    ['a literal address', '127.0.0.1'],
    ['a name that resolves to it', 'localhost'],
    ['a number', '2130706433'],
    ['a mapped address', '[::ffff:127.0.0.1]'],
  ])('%s of this machine is refused before anything is sent', async (_, host) => {
    const server = await serve((response) => response.end('secret'))
    const error = await rejection(guarded(`http://${host}:${server.port}/`))
    expect(error).toBeInstanceOf(CineqoError)
    expect(error).toMatchObject({ code: 'base_url_forbidden' })
    expect(server.requests).toHaveLength(0)
  })

  it('says so through the SDK', async () => {
    const server = await serve((response) => response.end())
    const error = await rejection(clientOf(server.url, guarded).models.list())
    expect(toProviderError(error, { provider: 'x', model: 'm' })).toMatchObject({
      code: 'base_url_forbidden',
      params: { address: '127.0.0.1' },
    })
  })
})

describe('an answer that does not come', () => {
  it('before its headers is given up', async () => {
    const server = await serve(() => {})
    const error = await rejection(loopbackFetch()(server.url))
    expect(error).toMatchObject({ fault: 'no_answer', seconds: 0.4 })
    expect(server.requests).toHaveLength(1)
  })

  it('within its body is given up', async () => {
    const server = await serve((response) => response.writeHead(200).write('half'))
    const response = await loopbackFetch()(server.url)
    expect(await rejection(response.text())).toMatchObject({ fault: 'no_answer', seconds: 0.4 })
  })

  it('since nobody listens, was never asked for', async () => {
    const closed = createServer()
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve))
    const { port } = closed.address() as { port: number }
    await new Promise((resolve) => closed.close(resolve))
    const error = await rejection(loopbackFetch()(`http://127.0.0.1:${port}/`))
    expect(error).toMatchObject({ fault: 'unreachable', detail: `ECONNREFUSED 127.0.0.1:${port}` })
  })

  it('since the name is unknown, was never asked for', async () => {
    const error = await rejection(loopbackFetch()('http://nowhere.invalid/'))
    expect(error).toMatchObject({ fault: 'unreachable', detail: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN) /) })
  })

  it('since the server does not speak TLS, was never asked for', async () => {
    const server = await serve((response) => response.end())
    const error = await rejection(loopbackFetch()(server.url.replace('http:', 'https:')))
    expect(error).toMatchObject({ fault: 'unreachable' })
    expect(server.requests).toHaveLength(0)
  })

  it('is not waited for when the caller leaves, and the reason is the caller’s', async () => {
    const server = await serve(() => leaving.abort(new Error('enough')))
    const leaving = new AbortController()
    const error = await rejection(loopbackFetch()(server.url, { signal: leaving.signal }))
    expect(error).toMatchObject({ message: 'enough' })
  })
})

describe('nothing is sent twice', () => {
  const broken = { fault: 'broken_off' }

  it('when the socket breaks after the request', async () => {
    const server = await serve((response) => response.destroy())
    const error = await rejection(loopbackFetch()(server.url, { method: 'POST', body: '{}' }))
    expect(error).toMatchObject(broken)
    expect(server.requests).toHaveLength(1)
  })

  it.each([408, 409, 421, 425, 429, 500, 502, 503, 504])('when the answer is %i, by fetch or SDK', async (status) => {
    const server = await serve((response) => sendJson(response, status, {}, { 'x-should-retry': 'true' }))
    const error = await rejection(clientOf(server.url).images.generate({ prompt: 'a' }))
    expect(error).toMatchObject({ status })
    expect(server.requests).toHaveLength(1)
  })

  it('when the socket breaks under the SDK', async () => {
    const server = await serve((response) => response.destroy())
    await rejection(clientOf(server.url).images.generate({ prompt: 'a' }))
    expect(server.requests).toHaveLength(1)
  })

  it('because no connection is used twice', async () => {
    const ports = new Set<unknown>()
    const server = await serve((response) => {
      ports.add(response.socket?.remotePort)
      response.end('ok')
    })
    const send = loopbackFetch()
    for (let time = 0; time < 3; time++) await (await send(server.url)).text()
    expect(ports.size).toBe(3)
  })
})

describe('what is no answer of a provider', () => {
  it('a redirect is an error, and is not followed', async () => {
    const server = await serve((response) =>
      response.writeHead(302, { location: 'https://login.example.com/?token=abc' }).end(),
    )
    const error = await rejection(loopbackFetch()(server.url, { method: 'POST', body: '{}' }))
    expect(error).toMatchObject({ fault: 'not_understood', detail: 'HTTP 302 → login.example.com' })
    expect(server.requests).toHaveLength(1)
  })

  it('a server that speaks no HTTP is an error', async () => {
    const server = createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as { port: number }
    const error = await rejection(loopbackFetch()(`http://127.0.0.1:${port}/`))
    expect(error).toBeInstanceOf(TransportError)
    expect(error).toMatchObject({ fault: 'not_understood' })
  })

  it('an answer in an encoding that nobody asked for is an error', async () => {
    const server = await serve((response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'))
    const error = await rejection(loopbackFetch()(server.url))
    expect(error).toMatchObject({ fault: 'not_understood', detail: 'content-encoding: gzip' })
  })
})

it('pictures of the SDK arrive as multipart', async () => {
  const server = await serve((response) => sendJson(response, 200, { created: 1, data: [{ b64_json: 'AAAA' }] }))
  const image = await toFile(Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'look.png', { type: 'image/png' })
  const result = await clientOf(server.url).images.edit({ image, prompt: '红衣', model: 'gpt-image-1' })
  expect(result.data?.[0]?.b64_json).toBe('AAAA')
  const [seen] = server.requests
  expect(seen?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/)
  const body = Buffer.from(seen?.body ?? '', 'latin1')
  expect(body.toString('utf8')).toContain('红衣')
  expect(seen?.body).toContain('filename="look.png"\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n')
  expect(Number(seen?.headers['content-length'])).toBe(body.length)
})
