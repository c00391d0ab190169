import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { CineqoError } from '../../../src/contracts/errors.ts'
import type { CallContext } from '../../../src/providers/analyst.ts'
import { createFalPainter } from '../../../src/providers/fal/painter.ts'
import { createProviderFetch } from '../../../src/providers/http/provider-fetch.ts'
import { endsRequest, type PortraitBrief } from '../../../src/providers/painter.ts'
import { type FalServerOptions, startFalServer } from '../../servers/fal/server.ts'
import type { Fault, Route } from '../../servers/faults.ts'
import type { TestServer } from '../../servers/listen.ts'
import { portraitBrief } from '../offline/portrait-brief.ts'

const key = '01234567-89ab-cdef-0123-456789abcdef:secret-of-a-test'
let server: TestServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

function painterAt(queueUrl: string, changes: { model?: string; apiKey?: string } = {}) {
  return createFalPainter({
    apiKey: key,
    model: 'fal-ai/flux/dev',
    queueUrl,
    fetch: createProviderFetch({ allowPrivateAddresses: true, headersTimeoutMs: 300, idleTimeoutMs: 300 }),
    lane: 'image:fal:test',
    pollEveryMs: { first: 5, most: 20 },
    ...changes,
  })
}

async function open(options: FalServerOptions = {}) {
  server = await startFalServer({ key, ...options })
  return { painter: painterAt(server.url), server }
}

const call: CallContext = {
  signal: new AbortController().signal,
  report: () => {},
  note: () => {},
  pay: () => Promise.reject(new Error('Painters are paid for by their callers.')),
}

type FalPainter = ReturnType<typeof painterAt>

async function draw(painter: FalPainter, facts: Partial<PortraitBrief> = {}) {
  const brief = portraitBrief({ appearance: '青布衣裳', ...facts })
  const { requestId } = await painter.submit(brief, call)
  return painter.collect({ requestId, brief }, call)
}

const errorOf = (promise: Promise<unknown>): Promise<CineqoError> =>
  promise.then(
    () => {
      throw new Error('No error came.')
    },
    (error) => error,
  )

describe('a picture of fal', () => {
  it('is queued, waited for, fetched and looked at', async () => {
    const { painter, server } = await open()
    const picture = await draw(painter, { seed: 7, aspectRatio: '16:9' })
    const { format, width, height } = await sharp(picture.bytes).metadata()
    expect(picture).toMatchObject({ mediaType: `image/${format}`, width, height, seed: 7, usage: { images: 1 } })
    expect(picture.width / picture.height).toBeCloseTo(16 / 9, 1)
    expect(picture.width * picture.height).toBeLessThan(1_000_000)
    expect(server.ledger.entries).toMatchObject([{ model: 'fal-ai/flux/dev', accepted: true, delivered: true }])
  })

  it('tells its place in the queue', async () => {
    // The first one is never done, so the others keep their places.
    const { painter } = await open({ caps: { running: 1 }, faults: [{ fault: { kind: 'stuck' }, first: 1 }] })
    await painter.submit(portraitBrief(), call)
    await painter.submit(portraitBrief(), call)
    const { requestId } = await painter.submit(portraitBrief(), call)
    const waiting = new AbortController()
    const reports: unknown[] = []
    const report = (progress: unknown) => {
      reports.push(progress)
      waiting.abort(new Error('seen'))
    }
    const signal = waiting.signal
    await errorOf(painter.collect({ requestId, brief: portraitBrief() }, { ...call, signal, report }))
    expect(reports).toEqual([{ done: 0, total: 1, text: '#2' }])
  })

  it('of a look is made from the reference, by the app that changes pictures', async () => {
    const { painter, server } = await open()
    const bytes = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#246' } })
      .png()
      .toBuffer()
    const look = { name: '嫁衣', prompt: 'a red wedding robe', appearance: '大红嫁衣' }
    const picture = await draw(painter, { look, reference: { bytes, mediaType: 'image/png' } })
    expect(picture.prompt).toContain('a red wedding robe')
    expect(server.ledger.entries).toMatchObject([
      { model: 'fal-ai/flux-pro/kontext', request: { input: { references: [expect.any(String)] } } },
    ])
  })

  it('is drawn by the words of a person alone, where there are some', async () => {
    const { painter } = await open()
    expect((await draw(painter, { promptByHand: 'a cat in a hat', style: 'oil' })).prompt).toBe('a cat in a hat')
  })

  it('that somebody else waits for is found by its id', async () => {
    const { painter, server } = await open()
    const brief = portraitBrief()
    const { requestId } = await painter.submit(brief, call)
    const [first, second] = await Promise.all([
      painter.collect({ requestId, brief }, call),
      painterAt(server.url).collect({ requestId, brief }, call),
    ])
    expect(Buffer.compare(first.bytes, second.bytes)).toBe(0)
    expect(server.ledger.entries).toHaveLength(1)
  })

  it('that nobody wants any more is cancelled, also twice and when it is done', async () => {
    const { painter, server } = await open({ faults: [{ fault: { kind: 'stuck' }, first: 1 }] })
    const { requestId } = await painter.submit(portraitBrief(), call)
    expect(await painter.cancel({ requestId })).toBe(true)
    expect(await painter.cancel({ requestId })).toBe(false)
    expect(server.ledger.entries).toMatchObject([{ delivered: false, endedAtMs: expect.any(Number), billedUsd: 0 }])
    const done = await painter.submit(portraitBrief(), call)
    await painter.collect({ requestId: done.requestId, brief: portraitBrief() }, call)
    expect(await painter.cancel(done)).toBe(false)
  })

  it('is not waited for any longer than the caller wants', async () => {
    const { painter } = await open({ faults: [{ fault: { kind: 'stuck' } }] })
    const { requestId } = await painter.submit(portraitBrief(), call)
    const waiting = new AbortController()
    const collecting = painter.collect({ requestId, brief: portraitBrief() }, { ...call, signal: waiting.signal })
    setTimeout(() => waiting.abort(new Error('CANCELLED')), 30)
    expect((await errorOf(collecting)).message).toBe('CANCELLED')
  })
})

describe('a submit', () => {
  const faults: [Fault, string][] = [
    [{ kind: 'reset' }, 'outcome_unknown'],
    [{ kind: 'lost_answer' }, 'outcome_unknown'],
    [{ kind: 'bad_gateway_after' }, 'outcome_unknown'],
    [{ kind: 'server_error', status: 500 }, 'outcome_unknown'],
    [{ kind: 'server_error', status: 504 }, 'outcome_unknown'],
    [{ kind: 'gateway_page', status: 502 }, 'outcome_unknown'],
    [{ kind: 'gateway_page', status: 200 }, 'outcome_unknown'],
    [{ kind: 'gateway_page', status: 403 }, 'provider_not_understood'],
    [{ kind: 'hang_before_headers' }, 'outcome_unknown'],
    [{ kind: 'hang_in_body' }, 'outcome_unknown'],
    [{ kind: 'cut_json' }, 'outcome_unknown'],
    [{ kind: 'broken_body' }, 'outcome_unknown'],
    [{ kind: 'empty_body' }, 'outcome_unknown'],
    [{ kind: 'rate_limited', retryAfter: { seconds: 3600 } }, 'provider_busy'],
    [{ kind: 'overloaded' }, 'provider_busy'],
    [{ kind: 'quota_exhausted' }, 'provider_quota_exhausted'],
    [{ kind: 'wrong_key' }, 'provider_key_wrong'],
    [{ kind: 'forbidden' }, 'provider_forbidden'],
    [{ kind: 'no_model' }, 'provider_model_missing'],
    [{ kind: 'policy' }, 'provider_refused'],
  ]
  it.each(faults)('that meets %j is sent once and ends as %s', async (fault, code) => {
    const { painter, server } = await open({ faults: [{ fault }] })
    const error = await errorOf(painter.submit(portraitBrief(), call))
    expect(error).toBeInstanceOf(CineqoError)
    expect(error.code).toBe(code)
    expect(server.ledger.entries).toHaveLength(1)
    expect(JSON.stringify([error.message, error.params])).not.toContain('secret-of-a-test')
  })

  it('that is throttled says until when, and nobody sleeps over it', async () => {
    const { painter } = await open({ faults: [{ fault: { kind: 'rate_limited', retryAfter: { seconds: 3600 } } }] })
    const error = await errorOf(painter.submit(portraitBrief(), call))
    const waitMs = Date.parse(String(error.params.time)) - Date.now()
    expect(waitMs).toBeGreaterThan(3_500_000)
    expect(waitMs).toBeLessThanOrEqual(3_600_000)
  })

  it('that finds no server was not taken on', async () => {
    const error = await errorOf(painterAt('http://127.0.0.1:9').submit(portraitBrief(), call))
    expect(error.code).toBe('provider_unreachable')
  })
})

describe('an outcome', () => {
  const onTheWay: [Route, Fault][] = [
    ['status', { kind: 'lost_answer' }],
    ['status', { kind: 'gateway_page', status: 502 }],
    ['status', { kind: 'server_error', status: 500 }],
    ['status', { kind: 'cut_json' }],
    ['status', { kind: 'hang_before_headers' }],
    ['result', { kind: 'hang_in_body' }],
    ['result', { kind: 'gateway_page', status: 200 }],
    ['result', { kind: 'broken_body' }],
    ['file', { kind: 'broken_body' }],
    ['file', { kind: 'server_error', status: 503 }],
  ]
  it.each(onTheWay)('whose %s meets %j once is asked about again', async (route, fault) => {
    const { painter, server } = await open({ faults: [{ route, fault, first: 1 }] })
    expect((await draw(painter)).width).toBeGreaterThan(0)
    expect(server.ledger.entries).toHaveLength(1)
  })

  it.each(onTheWay)('whose %s always meets %j is given up for now, not for ever', async (route, fault) => {
    const { painter } = await open({ faults: [{ route, fault }] })
    const error = await errorOf(draw(painter))
    expect(error).toBeInstanceOf(CineqoError)
    expect(endsRequest(error)).toBe(false)
  })

  const ends: [Fault, string][] = [
    [{ kind: 'policy_at_result' }, 'provider_refused'],
    [{ kind: 'invalid_at_result' }, 'provider_bad_request'],
    [{ kind: 'failed_at_result' }, 'provider_failed'],
    [{ kind: 'no_picture' }, 'picture_unusable'],
    [{ kind: 'blank_picture' }, 'picture_blank'],
    [{ kind: 'wrong_type' }, 'picture_unusable'],
    [{ kind: 'not_a_picture' }, 'picture_unusable'],
    [{ kind: 'cut_picture' }, 'picture_unusable'],
    [{ kind: 'tiny_picture' }, 'picture_unusable'],
    [{ kind: 'huge_picture' }, 'picture_unusable'],
  ]
  it.each(ends)('of %j ends the request as %s', async (fault, code) => {
    const { painter } = await open({ faults: [{ fault }] })
    const error = await errorOf(draw(painter))
    expect(error.code).toBe(code)
    expect(endsRequest(error)).toBe(true)
  })

  it('of a request that fal has forgotten is unknown', async () => {
    const { painter } = await open()
    const asked = { requestId: '00000000-0000-4000-8000-000000000000', brief: portraitBrief() }
    expect((await errorOf(painter.collect(asked, call))).code).toBe('outcome_unknown')
  })

  it.each(['http://192.0.2.1/picture.png', 'file:///etc/passwd', 'nonsense'])(
    'that leads to %s is not fetched',
    async (url) => {
      const fetched: string[] = []
      const web = createServer((request, response) => {
        fetched.push(request.url ?? '')
        const answer = request.url?.endsWith('/status') ? { status: 'COMPLETED' } : { images: [{ url }] }
        response.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
      })
      await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
      onTestFinished(() => void web.close())
      const painter = painterAt(`http://127.0.0.1:${(web.address() as AddressInfo).port}`)
      const error = await errorOf(painter.collect({ requestId: 'a', brief: portraitBrief() }, call))
      expect(error.code).toBe('picture_unusable')
      expect(fetched).toHaveLength(2)
    },
  )

  it('whose safety checker has hidden the picture is a refusal', async () => {
    const web = createServer((request, response) => {
      const answer = request.url?.endsWith('/status')
        ? { status: 'COMPLETED' }
        : { images: [{ url: 'https://example.com/black.png' }], has_nsfw_concepts: [true] }
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
    })
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void web.close())
    const painter = painterAt(`http://127.0.0.1:${(web.address() as AddressInfo).port}`)
    const error = await errorOf(painter.collect({ requestId: 'a', brief: portraitBrief() }, call))
    expect(error.code).toBe('provider_refused')
  })
})
