import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { CineqoError } from '../../../src/contracts/errors.ts'
import type { CallContext } from '../../../src/providers/analyst.ts'
import { createProviderFetch } from '../../../src/providers/http/provider-fetch.ts'
import { createOpenAiClient } from '../../../src/providers/openai/client.ts'
import { createOpenAiPainter } from '../../../src/providers/openai/painter.ts'
import type { Fault } from '../../servers/faults.ts'
import type { TestServer } from '../../servers/listen.ts'
import { type OpenAiServerOptions, startOpenAiServer } from '../../servers/openai/server.ts'
import { portraitBrief } from '../offline/portrait-brief.ts'

const apiKey = 'sk-secret-of-a-test-0123456789'
let server: TestServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

function painterAt(url: string, model = 'gpt-image-1') {
  const fetch = createProviderFetch({ allowPrivateAddresses: true, headersTimeoutMs: 2000, idleTimeoutMs: 300 })
  const client = createOpenAiClient({ baseUrl: `${url}/v1`, apiKey, fetch })
  return createOpenAiPainter({ client, model, lane: 'image:openai:test', fetch, serverName: 'OpenAI', apiKey })
}

async function open(options: Omit<OpenAiServerOptions, 'reader'> = {}, model?: string) {
  const reader = () => Promise.reject(new Error('Nothing is read here.'))
  server = await startOpenAiServer({ ...options, reader })
  return { painter: painterAt(server.url, model), server }
}

/** A server that answers everything in one way. */
async function answering(listener: RequestListener): Promise<string> {
  const web = createServer(listener)
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    web.closeAllConnections()
    web.close()
  })
  return `http://127.0.0.1:${(web.address() as AddressInfo).port}`
}

const call: CallContext = {
  signal: new AbortController().signal,
  report: () => {},
  note: () => {},
  pay: () => Promise.reject(new Error('Painters are paid for by their callers.')),
}

const errorOf = (promise: Promise<unknown>): Promise<CineqoError> =>
  promise.then(
    () => {
      throw new Error('No error came.')
    },
    (error) => error,
  )

const png = () =>
  sharp(
    Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96"><circle cx="40" cy="40" r="30"/></svg>',
    ),
  )
    .png()
    .toBuffer()

describe('a picture of an OpenAI image model', () => {
  it.each([
    ['gpt-image-1', '3:4', 1024, 1536],
    ['gpt-image-1', '16:9', 1536, 1024],
    ['gpt-image-1', '1:1', 1024, 1024],
    ['dall-e-3', '9:16', 1024, 1792],
    ['flux-of-a-relay', '3:4', 768, 1024],
  ])('by %s comes with the answer, in the nearest shape to %s', async (model, aspectRatio, width, height) => {
    const { painter, server } = await open({}, model)
    const { picture } = await painter.submit(portraitBrief({ aspectRatio }), call)
    expect(picture).toMatchObject({ mediaType: 'image/png', width, height, seed: null, usage: { images: 1 } })
    expect(server.ledger.entries).toMatchObject([{ model, accepted: true }])
  })

  it('of a look is made from the reference', async () => {
    const { painter, server } = await open()
    const reference = { bytes: await png(), mediaType: 'image/png' }
    const look = { name: '嫁衣', prompt: 'a red wedding robe', appearance: '大红嫁衣' }
    const { picture } = await painter.submit(portraitBrief({ look, reference }), call)
    expect(picture?.prompt).toContain('a red wedding robe')
    expect(server.ledger.entries).toHaveLength(1)
  })

  it('may be answered with an address, and its tokens with it', async () => {
    const bytes = await png()
    const url = await answering((request, response) => {
      if (request.url === '/picture.png') response.end(bytes)
      else {
        const data = [{ url: `http://${request.headers.host}/picture.png` }]
        const usage = { input_tokens: 90, output_tokens: 1584, total_tokens: 1674 }
        response.setHeader('content-type', 'application/json').end(JSON.stringify({ created: 1, data, usage }))
      }
    })
    const { picture } = await painterAt(url).submit(portraitBrief(), call)
    expect(picture).toMatchObject({ width: 96, usage: { inputTokens: 90, outputTokens: 1584, images: 1 } })
  })

  it.each([
    [{ total_tokens: 5 }],
    [{ input_tokens: 90, output_tokens: 1e300 }],
    [{ input_tokens: -1e9, output_tokens: 10 }],
    [{ input_tokens: '90', output_tokens: '1584' }],
  ])('is taken to have used the most when its usage is %j', async (usage) => {
    const data = [{ b64_json: (await png()).toString('base64') }]
    const url = await answering((_, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ created: 1, data, usage }))
    })
    const painter = painterAt(url)
    const { picture } = await painter.submit(portraitBrief(), call)
    expect(picture?.usage).toEqual(painter.most)
  })

  it('is lost with its answer', async () => {
    const { painter } = await open()
    const error = await errorOf(painter.collect({ requestId: 'picture-1', brief: portraitBrief() }, call))
    expect(error.code).toBe('outcome_unknown')
  })
})

describe('a request for a picture', () => {
  const faults: [Fault, string][] = [
    [{ kind: 'reset' }, 'outcome_unknown'],
    [{ kind: 'lost_answer' }, 'outcome_unknown'],
    [{ kind: 'bad_gateway_after' }, 'outcome_unknown'],
    [{ kind: 'server_error', status: 500 }, 'outcome_unknown'],
    [{ kind: 'gateway_page', status: 200 }, 'outcome_unknown'],
    [{ kind: 'gateway_page', status: 403 }, 'provider_not_understood'],
    [{ kind: 'hang_before_headers' }, 'outcome_unknown'],
    [{ kind: 'hang_in_body' }, 'outcome_unknown'],
    [{ kind: 'cut_json' }, 'outcome_unknown'],
    [{ kind: 'broken_body' }, 'outcome_unknown'],
    [{ kind: 'empty_body' }, 'outcome_unknown'],
    [{ kind: 'rate_limited', retryAfter: { seconds: 3600 } }, 'provider_busy'],
    [{ kind: 'quota_exhausted' }, 'provider_quota_exhausted'],
    [{ kind: 'wrong_key' }, 'provider_key_wrong'],
    // OpenAI says of a model that one may not use that there is none.
    [{ kind: 'forbidden' }, 'provider_model_missing'],
    [{ kind: 'no_model' }, 'provider_model_missing'],
    [{ kind: 'policy' }, 'provider_refused'],
    [{ kind: 'blank_picture' }, 'picture_blank'],
    [{ kind: 'wrong_type' }, 'picture_unusable'],
    [{ kind: 'not_a_picture' }, 'picture_unusable'],
    [{ kind: 'cut_picture' }, 'picture_unusable'],
    [{ kind: 'tiny_picture' }, 'picture_unusable'],
    [{ kind: 'no_picture' }, 'picture_unusable'],
  ]
  it.each(faults)('that meets %j is sent once and ends as %s', async (fault, code) => {
    const { painter, server } = await open({ faults: [{ fault }] })
    const error = await errorOf(painter.submit(portraitBrief(), call))
    expect(error).toBeInstanceOf(CineqoError)
    expect(error.code).toBe(code)
    expect(server.ledger.entries).toHaveLength(1)
    expect(JSON.stringify([error.message, error.params])).not.toContain('secret-of-a-test')
  })

  it('that finds no server was not taken on', async () => {
    expect((await errorOf(painterAt('http://127.0.0.1:9').submit(portraitBrief(), call))).code).toBe(
      'provider_unreachable',
    )
  })

  it('whose picture can not be fetched any more was drawn all the same', async () => {
    const url = await answering((request, response) => {
      if (request.url === '/picture.png') response.writeHead(503).end()
      else {
        const data = [{ url: `http://${request.headers.host}/picture.png` }]
        response.setHeader('content-type', 'application/json').end(JSON.stringify({ created: 1, data }))
      }
    })
    expect((await errorOf(painterAt(url).submit(portraitBrief(), call))).code).toBe('picture_unusable')
  })
})
