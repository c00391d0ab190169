/** The test server for fal's queue, as the official client sees it. */
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFalClient } from '@fal-ai/client'
import sharp from 'sharp'
import { afterEach, describe, expect, it } from 'vitest'
import { type FalServerOptions, startFalServer } from '../../servers/fal/server.ts'
import type { Fault } from '../../servers/faults.ts'
import { figuresOf } from '../../servers/figures.ts'
import type { TestServer } from '../../servers/listen.ts'

const app = 'fal-ai/flux/dev'
const input = { prompt: 'a cat in a hat', image_size: 'portrait_4_3' as const, seed: 7 }
const prices = { [app]: { usdPerImage: 0.025 } }

let server: TestServer

async function start(options: FalServerOptions = {}) {
  server = await startFalServer({ prices, ...options })
  return clientOf(server)
}

/** The official client, with fal's own host put aside. */
function clientOf({ url }: TestServer) {
  return createFalClient({
    credentials: 'id:secret',
    retry: { maxRetries: 0 },
    requestMiddleware: async (request) => ({ ...request, url: request.url.replace('https://queue.fal.run', url) }),
  })
}

const entry = () => server.ledger.entries[0]

async function submitted(fault?: Fault) {
  const client = await start(fault ? { faults: [{ fault }] } : {})
  const { request_id: requestId } = await client.queue.submit(app, { input })
  await expect.poll(async () => (await client.queue.status(app, { requestId })).status).toBe('COMPLETED')
  return { client, requestId }
}

afterEach(() => server.close())

describe('a drawing', () => {
  it('waits, is drawn, is fetched, and is billed once', async () => {
    const { client, requestId } = await submitted()
    const { data } = await client.queue.result(app, { requestId })
    expect(data).toMatchObject({ seed: 7, images: [{ content_type: 'image/png', width: 768, height: 1024 }] })
    const file = await fetch((data as { images: { url: string }[] }).images[0]?.url ?? '')
    const picture = sharp(await file.arrayBuffer())
    expect(await picture.metadata()).toMatchObject({ format: 'png', width: 768, height: 1024 })
    expect((await picture.stats()).entropy).toBeGreaterThan(1)
    expect(figuresOf(server.ledger.entries)).toMatchObject({ accepted: 1, billedUsd: 0.025, duplicates: 0 })
  })

  it('waits for its turn, is told its place, and can be cancelled for nothing', async () => {
    const client = await start({ caps: { running: 1 }, latency: { drawingMs: 60_000 } })
    const ids: string[] = []
    for (const seed of [1, 2, 3]) ids.push((await client.queue.submit(app, { input: { ...input, seed } })).request_id)
    const statusOf = (index: number) => client.queue.status(app, { requestId: ids[index] ?? '' })
    expect(await statusOf(0)).toMatchObject({ status: 'IN_PROGRESS' })
    expect(await statusOf(2)).toMatchObject({ status: 'IN_QUEUE', queue_position: 1 })
    await client.queue.cancel(app, { requestId: ids[1] ?? '' })
    expect(await statusOf(2)).toMatchObject({ status: 'IN_QUEUE', queue_position: 0 })
    await expect(client.queue.result(app, { requestId: ids[1] ?? '' })).rejects.toMatchObject({ status: 400 })
    expect(figuresOf(server.ledger.entries)).toMatchObject({ accepted: 3, billedUsd: 0 })
  })

  it('is known after a kill of the server, and billed once', async () => {
    const ledgerFile = join(await mkdtemp(join(tmpdir(), 'cineqo-servers-')), 'fal.jsonl')
    const client = await start({ ledgerFile, latency: { drawingMs: 60_000 } })
    const { request_id: requestId } = await client.queue.submit(app, { input })
    await server.close()
    const after = await start({ ledgerFile })
    await expect.poll(async () => (await after.queue.status(app, { requestId })).status).toBe('COMPLETED')
    expect((await after.queue.result(app, { requestId })).data).toMatchObject({ seed: 7 })
    expect(figuresOf(server.ledger.entries)).toMatchObject({ accepted: 1, billedUsd: 0.025 })
  })
})

describe('faults', () => {
  it.each<[Fault, object]>([
    [{ kind: 'wrong_key' }, { status: 401 }],
    [{ kind: 'quota_exhausted' }, { status: 403 }],
    [
      { kind: 'gateway_page', status: 403 },
      { status: 403, body: undefined },
    ],
    [{ kind: 'policy' }, { status: 422 }],
  ])('a declined submit costs nothing: %o', async (fault, error) => {
    const client = await start({ faults: [{ fault }] })
    await expect(client.queue.submit(app, { input })).rejects.toMatchObject(error)
    expect(entry()).toMatchObject({ accepted: false, billedUsd: 0 })
  })

  it('a submit whose answer is lost is drawn and billed; the official client hands it in again', async () => {
    const client = await start({ faults: [{ fault: { kind: 'lost_answer' }, oncePerPrompt: true }] })
    await client.queue.submit(app, { input })
    await expect
      .poll(() => figuresOf(server.ledger.entries))
      .toMatchObject({ accepted: 2, duplicates: 1, billedUsd: 0.05 })
  })

  it('content rules speak at the result, and such a request is not billed', async () => {
    const { client, requestId } = await submitted({ kind: 'policy_at_result' })
    const error = await client.queue.result(app, { requestId }).catch((thrown) => thrown)
    expect(error).toMatchObject({ status: 422, fieldErrors: [{ type: 'content_policy_violation' }] })
    expect(entry()).toMatchObject({ accepted: true, billedUsd: 0 })
  })

  it('a status may fail, and a page may stand for a result', async () => {
    const { client, requestId } = await submitted()
    server.setFaults([
      { fault: { kind: 'server_error', status: 418 }, route: 'status', nth: 1 },
      { fault: { kind: 'gateway_page', status: 200 }, route: 'result' },
    ])
    await expect(client.queue.status(app, { requestId })).rejects.toMatchObject({ status: 418 })
    expect((await client.queue.result(app, { requestId })).data).toContain('<html>')
  })

  it.each<[Fault['kind'], (bytes: Buffer) => Promise<unknown>, unknown]>([
    ['blank_picture', async (bytes) => (await sharp(bytes).stats()).entropy, 0],
    ['wrong_type', async (bytes) => (await sharp(bytes).metadata()).format, 'gif'],
    ['tiny_picture', async (bytes) => (await sharp(bytes).metadata()).width, 8],
    ['huge_picture', async (bytes) => bytes.length > 30_000_000, true],
    [
      'cut_picture',
      async (bytes) =>
        sharp(bytes)
          .raw()
          .toBuffer()
          .then(
            () => 'whole',
            () => 'broken',
          ),
      'broken',
    ],
    ['not_a_picture', async (bytes) => bytes.toString().startsWith('<!DOCTYPE'), true],
  ])('a picture may be bad: %s', async (kind, look, expected) => {
    const { client, requestId } = await submitted({ kind } as Fault)
    const { data } = await client.queue.result(app, { requestId })
    const file = await fetch((data as { images: { url: string }[] }).images[0]?.url ?? '')
    expect(await look(Buffer.from(await file.arrayBuffer()))).toEqual(expected)
  })
})
