/** The test server for OpenAI's wire, as the official client sees it. */
import OpenAI from 'openai'
import sharp from 'sharp'
import { afterEach, describe, expect, it } from 'vitest'
import type { Fault } from '../../servers/faults.ts'
import { figuresOf } from '../../servers/figures.ts'
import { type ServerKind, serverKinds } from '../../servers/openai/kinds.ts'
import { type OpenAiServer, type OpenAiServerOptions, startOpenAiServer } from '../../servers/openai/server.ts'

const answer = 'The quick brown fox jumps over the lazy dog, and nobody minds.'
const messages = [{ role: 'user' as const, content: 'Say something, as json.' }]
const prices = {
  tester: { inputUsdPerMillionTokens: 1000, outputUsdPerMillionTokens: 2000 },
  'gpt-image-1': { usdPerImage: 0.04 },
}

let server: OpenAiServer

async function start(options: Partial<OpenAiServerOptions> = {}): Promise<OpenAI> {
  server = await startOpenAiServer({ reader: async () => ({ text: answer }), prices, ...options })
  return new OpenAI({ apiKey: 'secret', baseURL: server.baseUrl, maxRetries: 0, timeout: 2000 })
}

const withFault = (fault: Fault) => start({ faults: [{ fault }] })
const ask = (client: OpenAI) => client.chat.completions.create({ model: 'tester', messages })
const entry = () => server.ledger.entries[0]

/** The text of a stream, why it ended, and the usage that was told. */
async function stream(client: OpenAI) {
  let text = ''
  let finish: string | null = null
  let usage: OpenAI.CompletionUsage | null | undefined
  for await (const chunk of await client.chat.completions.create({
    model: 'tester',
    messages,
    stream: true,
    stream_options: { include_usage: true },
  })) {
    text += chunk.choices[0]?.delta.content ?? ''
    finish = chunk.choices[0]?.finish_reason ?? finish
    usage = chunk.usage ?? usage
  }
  return { text, finish, usage }
}

afterEach(() => server.close())

describe('normal answers', () => {
  it('come whole, and are billed by what was used', async () => {
    const completion = await ask(await start())
    expect(completion.choices[0]).toMatchObject({ message: { content: answer }, finish_reason: 'stop' })
    const { prompt_tokens: input = 0, completion_tokens: output = 0 } = completion.usage ?? {}
    expect(output).toBeGreaterThan(10)
    await expect.poll(() => entry()?.delivered).toBe(true)
    expect(entry()?.billedUsd).toBeCloseTo((input * 1000 + output * 2000) / 1_000_000)
  })

  it('come as a stream, with the usage at its end', async () => {
    expect(await stream(await start())).toMatchObject({ text: answer, finish: 'stop', usage: { prompt_tokens: 12 } })
  })

  it('are cut at the limit that was asked for', async () => {
    const client = await start()
    const { choices, usage } = await client.chat.completions.create({ model: 'tester', messages, max_tokens: 4 })
    expect(choices[0]).toMatchObject({ message: { content: 'The quick brown fox' }, finish_reason: 'length' })
    expect(usage?.completion_tokens).toBe(4)
  })

  it('list the models with their contexts, where the server tells them', async () => {
    const client = await start({ kind: serverKinds.small_vllm, models: ['tester'] })
    expect((await client.models.list()).data).toMatchObject([{ id: 'tester', max_model_len: 8192 }])
    await expect(client.chat.completions.create({ model: 'other', messages })).rejects.toMatchObject({ status: 404 })
  })

  it('bring pictures, drawn and edited', async () => {
    const client = await start()
    const drawn = await client.images.generate({ model: 'gpt-image-1', prompt: 'a cat', size: '1024x1536' })
    const bytes = Buffer.from(drawn.data?.[0]?.b64_json ?? '', 'base64')
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width: 1024, height: 1536 })
    const image = await OpenAI.toFile(bytes, 'cat.png', { type: 'image/png' })
    const edited = await client.images.edit({ model: 'gpt-image-1', prompt: 'a cat', size: '1024x1536', image })
    expect(edited.data?.[0]?.b64_json).not.toBe(drawn.data?.[0]?.b64_json)
    expect(figuresOf(server.ledger.entries)).toMatchObject({ accepted: 2, billedUsd: 0.08, usage: { images: 2 } })
  })
})

describe('kinds of servers', () => {
  const schema = { type: 'object', properties: {}, required: [], additionalProperties: false }
  const asked = async (kind: ServerKind, response_format: OpenAI.ChatCompletionCreateParams['response_format']) =>
    (await start({ kind })).chat.completions.create({ model: 'tester', messages, response_format })

  it('take a strict schema, and decline a loose one', async () => {
    const format = (of: object) => ({
      type: 'json_schema' as const,
      json_schema: { name: 'a', strict: true, schema: { ...of } },
    })
    await asked(serverKinds.full, format(schema))
    await server.close()
    await expect(asked(serverKinds.full, format({ type: 'object' }))).rejects.toMatchObject({ status: 400 })
    await server.close()
    await expect(asked(serverKinds.json_object, format(schema))).rejects.toMatchObject({
      status: 400,
      param: 'response_format',
    })
    expect(entry()).toMatchObject({ accepted: false, billedUsd: 0 })
  })

  it('take JSON, or only words', async () => {
    await asked(serverKinds.json_object, { type: 'json_object' })
    await server.close()
    await expect(asked(serverKinds.plain, { type: 'json_object' })).rejects.toMatchObject({ status: 400 })
  })

  it('decline streams, or leave out the usage', async () => {
    await expect(stream(await start({ kind: serverKinds.no_streaming }))).rejects.toMatchObject({
      status: 400,
      param: 'stream',
    })
    await server.close()
    expect(await stream(await start({ kind: serverKinds.no_usage }))).toEqual({
      text: answer,
      finish: 'stop',
      usage: undefined,
    })
  })

  it('think first, and then want the other name for the limit and no temperature', async () => {
    const client = await start({ kind: serverKinds.reasoning })
    const asking = (more: object) => client.chat.completions.create({ model: 'tester', messages, ...more })
    await expect(asking({ max_tokens: 9 })).rejects.toMatchObject({ status: 400, param: 'max_tokens' })
    await expect(asking({ temperature: 0.2 })).rejects.toMatchObject({ status: 400, param: 'temperature' })
    await asking({ max_completion_tokens: 90 })
  })

  it.each([
    ['small_openai', /maximum context length is 8192 tokens/],
    ['small_vllm', /400/],
    ['small_llama_cpp', /exceeds the available context size/],
  ] as const)('%s declines what does not fit', async (kind, words) => {
    const client = await start({ kind: serverKinds[kind] })
    const asking = client.chat.completions.create({ model: 'tester', messages, max_tokens: 8190 })
    await expect(asking).rejects.toMatchObject({ status: 400, message: expect.stringMatching(words) })
  })
})

describe('declined requests cost nothing', () => {
  it.each<[Fault, object]>([
    [{ kind: 'quota_exhausted' }, { status: 429, code: 'insufficient_quota' }],
    [{ kind: 'overloaded' }, { status: 529 }],
    [{ kind: 'wrong_key' }, { status: 401 }],
    [{ kind: 'forbidden' }, { status: 403 }],
    [{ kind: 'no_model' }, { status: 404, code: 'model_not_found' }],
    [{ kind: 'policy' }, { status: 400, code: 'content_policy_violation' }],
    [{ kind: 'server_error', status: 503 }, { status: 503 }],
    [
      { kind: 'gateway_page', status: 502 },
      { status: 502, message: expect.stringContaining('<html>') },
    ],
    [{ kind: 'reset' }, { name: 'Error', message: 'Connection error.' }],
  ])('%o', async (fault, error) => {
    await expect(ask(await withFault(fault))).rejects.toMatchObject(error)
    expect(entry()).toMatchObject({ accepted: false, fault: fault.kind, billedUsd: 0 })
  })

  it.each([
    [{ seconds: 7 }, 'retry-after', /^7$/],
    [{ dateInMs: 7000 }, 'retry-after', / GMT$/],
    [{ milliseconds: 700 }, 'retry-after-ms', /^700$/],
  ])('say when to come again: %o', async (retryAfter, header, value) => {
    const error = await ask(await withFault({ kind: 'rate_limited', retryAfter })).catch((thrown) => thrown)
    expect(error.status).toBe(429)
    expect(error.headers.get(header)).toMatch(value)
    expect(entry()?.closedUntilMs).toBeGreaterThan(Date.now() - 1000)
  })
})

describe('accepted requests are billed', () => {
  afterEach(() =>
    expect(entry()).toMatchObject({ accepted: true, billedUsd: expect.toSatisfy((usd: number) => usd > 0) }),
  )

  it.each<Fault>([
    { kind: 'lost_answer' },
    { kind: 'hang_before_headers' },
    { kind: 'broken_body' },
    { kind: 'cut_json' },
  ])('also when their answer is lost: %o', async (fault) => {
    await expect(ask(await withFault(fault))).rejects.toThrow()
    await expect.poll(() => entry()?.endedAtMs).not.toBeNull()
    expect(entry()?.delivered).toBe(false)
  })

  it('also when a gateway has lost the answer', async () => {
    await expect(ask(await withFault({ kind: 'bad_gateway_after' }))).rejects.toMatchObject({ status: 502 })
  })

  it('also when the body never ends', async () => {
    const client = await withFault({ kind: 'hang_in_body' })
    const response = await client.chat.completions.create({ model: 'tester', messages }).asResponse()
    const cut = AbortSignal.timeout(200)
    const ended = new Promise((_, reject) => cut.addEventListener('abort', () => reject(cut.reason)))
    await expect(Promise.race([response.text(), ended])).rejects.toMatchObject({ name: 'TimeoutError' })
  })

  it('also when a stream ends without its end', async () => {
    const { text, finish } = await stream(await withFault({ kind: 'cut_stream' }))
    expect(answer.startsWith(text) && text.length < answer.length).toBe(true)
    expect(finish).toBeNull()
  })

  it.each<Fault>([{ kind: 'broken_body' }, { kind: 'error_in_stream' }, { kind: 'cut_json' }])(
    'also when a stream breaks: %o',
    async (fault) => {
      const broken = await stream(await withFault(fault)).then(
        ({ finish }) => finish === null,
        () => true,
      )
      expect(broken).toBe(true)
    },
  )

  it('also when the model declines, or is stopped', async () => {
    const refused = await ask(await withFault({ kind: 'refusal' }))
    expect(refused.choices[0]?.message).toMatchObject({
      content: null,
      refusal: expect.stringContaining('can’t assist'),
    })
    await server.close()
    const filtered = await ask(await withFault({ kind: 'content_filter' }))
    expect(filtered.choices[0]?.finish_reason).toBe('content_filter')
    await server.close()
    const cut = await ask(await withFault({ kind: 'cut_answer' }))
    expect(cut.choices[0]).toMatchObject({ message: { content: answer.slice(0, 31) }, finish_reason: 'length' })
  })
})
