/** One question to a text model: what is sent, what comes of what is answered, and what a server's refusals teach. */
import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import type { TextCapabilities } from '../../../src/contracts/settings.ts'
import { mayHaveBeenBilled } from '../../../src/providers/http/answer-error.ts'
import { assumedCapabilities } from '../../../src/providers/openai/capabilities.ts'
import { complete } from '../../../src/providers/openai/complete.ts'
import type { CompletionRequest } from '../../../src/providers/openai/completion.ts'
import { clientOf, rejection, type Seen, sendEvents, sendJson, serve, testKey } from './loopback.ts'

const capabilities: TextCapabilities = assumedCapabilities('m-1')
const whole: TextCapabilities = { ...capabilities, streaming: false }
const schema = { name: 'answer', jsonSchema: { type: 'object', properties: { a: { type: 'number' } } } }

function question(more: Partial<CompletionRequest> = {}): CompletionRequest {
  return {
    model: 'm-1',
    system: 'Be brief.',
    user: '从前有座山。',
    schema: null,
    maxOutputTokens: 100,
    capabilities,
    signal: new AbortController().signal,
    deadlineMs: 5000,
    ...more,
  }
}

const words = (content: string) => ({ choices: [{ index: 0, delta: { content } }] })
const ending = (finish_reason: string) => ({ choices: [{ index: 0, delta: {}, finish_reason }] })
const stated = { prompt_tokens: 20, completion_tokens: 7, prompt_tokens_details: { cached_tokens: 5 } }
const usage = { inputTokens: 20, cachedInputTokens: 5, outputTokens: 7, images: 0 }
const completion = (content: string | null, more = {}) => ({
  choices: [{ index: 0, message: { role: 'assistant', content, ...more }, finish_reason: 'stop' }],
  usage: stated,
})

const sent = (seen: Seen | undefined) => JSON.parse(Buffer.from(seen?.body ?? '', 'latin1').toString('utf8'))

/** Asks a server that answers with these events, and then ends the stream. */
async function streamed(events: readonly unknown[], more: Partial<CompletionRequest> = {}) {
  const server = await serve((response) => {
    sendEvents(response, events)
    response.end()
  })
  return complete(clientOf(server.url), question(more))
}

describe('a stream', () => {
  it('is put together, told as it grows, with the usage of its last piece', async () => {
    const told: string[] = []
    const events = [words('山上'), words('有庙'), ending('stop'), { choices: [], usage: stated }, '[DONE]']
    const answer = await streamed(events, { onText: (soFar) => told.push(soFar) })
    expect(answer).toEqual({ text: '山上有庙', finish: 'stop', refusal: null, usage })
    expect(told).toEqual(['山上', '山上有庙'])
  })

  it('is asked for with its usage', async () => {
    const server = await serve((response) => {
      sendEvents(response, [ending('stop')])
      response.end()
    })
    await complete(clientOf(server.url), question({ temperature: 0.3 }))
    expect(sent(server.requests[0])).toEqual({
      model: 'm-1',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: '从前有座山。' },
      ],
      max_tokens: 100,
      temperature: 0.3,
      stream: true,
      stream_options: { include_usage: true },
    })
  })

  it.each([
    ['without usage', []],
    ['with usage of zeros', [{ choices: [], usage: { prompt_tokens: 0, completion_tokens: 0 } }]],
  ])('%s is counted, thoughts too', async (_, last) => {
    const thought = { choices: [{ delta: { reasoning_content: 'one two three four' } }] }
    const answer = await streamed([thought, words('hello'), ending('stop'), ...last])
    expect(answer.text).toBe('hello')
    expect(answer.usage.inputTokens).toBeGreaterThan(5)
    expect(answer.usage.outputTokens).toBe(5)
  })

  it('of DeepSeek tells cached tokens by its own name', async () => {
    const last = { choices: [], usage: { prompt_tokens: 30, completion_tokens: 2, prompt_cache_hit_tokens: 12 } }
    expect((await streamed([words('a'), ending('stop'), last])).usage.cachedInputTokens).toBe(12)
  })

  it.each([
    ['length', 'length'],
    ['max_tokens', 'length'],
    ['content_filter', 'refused'],
    ['sensitive', 'refused'],
    ['stop', 'stop'],
    ['eos', 'stop'],
  ])('that ends with %s is %s', async (reason, finish) => {
    expect((await streamed([words('a'), ending(reason)])).finish).toBe(finish)
  })

  it('of a refusal gives the provider’s reason', async () => {
    const events = [{ choices: [{ delta: { refusal: 'I cannot ' } }] }, { choices: [{ delta: { refusal: 'help.' } }] }]
    const answer = await streamed([...events, ending('stop')])
    expect(answer).toMatchObject({ finish: 'refused', refusal: 'I cannot help.' })
  })

  it.each<[string, string, (response: ServerResponse) => void]>([
    ['ends without its end', 'provider_cut_off', (response) => response.end()],
    ['says done without its end', 'provider_cut_off', (response) => response.end('data: [DONE]\n\n')],
    ['breaks', 'provider_cut_off', (response) => response.destroy()],
    ['ends within a piece', 'provider_cut_off', (response) => response.end('data: {"choices": [{"del')],
    ['stands still', 'provider_timed_out', () => {}],
    [
      'ends with a fault of the provider',
      'provider_cut_off',
      (response) => response.end('data: {"error":{"message":"oh"}}\n\n'),
    ],
    [
      'ends with too many requests',
      'provider_cut_off',
      (response) => response.end('data: {"error":{"message":"Rate limit reached","code":429}}\n\n'),
    ],
    [
      'gives up',
      'provider_cut_off',
      (response) => response.end(`data: ${JSON.stringify(ending('insufficient_system_resource'))}\n\n`),
    ],
  ])('that %s after its first words is %s, asked once, and may be billed', async (_, code, finish) => {
    const server = await serve((response) => {
      sendEvents(response, [words('once')])
      finish(response)
    })
    const error = await rejection(complete(clientOf(server.url), question()))
    expect(error).toMatchObject({ code })
    expect(mayHaveBeenBilled(error)).toBe(true)
    expect(server.requests).toHaveLength(1)
  })

  it('that is declined in the middle is a refused answer, which is paid for', async () => {
    const declined = {
      error: { message: 'Output data may contain inappropriate content.', code: 'data_inspection_failed' },
    }
    const answer = await streamed([words('once'), declined])
    expect(answer).toMatchObject({ finish: 'refused', refusal: 'Output data may contain inappropriate content.' })
    expect(answer.usage.outputTokens).toBe(1)
  })

  it.each([
    [{ message: 'Provider returned error', code: 502 }, 'provider_failed'],
    [{ message: 'Rate limit reached', code: 429 }, 'provider_busy'],
    [{ message: 'server is overloaded', type: 'overloaded_error' }, 'provider_busy'],
    [{ message: 'This model’s maximum context length is 10', code: 'context_length_exceeded' }, 'context_too_small'],
  ])('that begins with the error %j is %s', async (error, code) => {
    expect(await rejection(streamed([{ error }]))).toMatchObject({ code })
  })

  it('is cut at the deadline, even if it never stands still', async () => {
    const server = await serve((response) => {
      sendEvents(response, [])
      const timer = setInterval(() => response.write(`data: ${JSON.stringify(words('and '))}\n\n`), 20)
      response.on('close', () => clearInterval(timer))
    })
    const error = await rejection(complete(clientOf(server.url), question({ deadlineMs: 300 })))
    expect(error).toMatchObject({ code: 'provider_timed_out', params: { seconds: 0.3 } })
  })

  it('is left at once when the caller leaves', async () => {
    const leaving = new AbortController()
    let isClosed: () => void
    const closed = new Promise<void>((resolve) => {
      isClosed = resolve
    })
    const server = await serve((response) => {
      response.on('close', () => isClosed())
      sendEvents(response, [words('once')])
    })
    const request = question({ signal: leaving.signal, onText: () => leaving.abort(new Error('cancelled')) })
    expect(await rejection(complete(clientOf(server.url), request))).toMatchObject({ message: 'cancelled' })
    await closed
  })
})

describe('a whole answer', () => {
  async function answered(send: (response: ServerResponse) => void, more: Partial<CompletionRequest> = {}) {
    const server = await serve(send)
    return complete(clientOf(server.url), question({ capabilities: whole, ...more }))
  }

  it('is read', async () => {
    const answer = await answered((response) => sendJson(response, 200, completion('山')))
    expect(answer).toEqual({ text: '山', finish: 'stop', refusal: null, usage })
  })

  it('is read from a server that was asked for a stream', async () => {
    const answer = await answered((response) => sendJson(response, 200, completion('山')), { capabilities })
    expect(answer.text).toBe('山')
  })

  it('of a refusal gives the provider’s reason', async () => {
    const answer = await answered((response) => sendJson(response, 200, completion(null, { refusal: 'No.' })))
    expect(answer).toMatchObject({ finish: 'refused', refusal: 'No.' })
  })

  it.each<[string, string, (response: ServerResponse) => void]>([
    [
      'cut JSON',
      'provider_cut_off',
      (response) => response.setHeader('content-type', 'application/json').end('{"choices":[{"mes'),
    ],
    [
      'a page',
      'provider_not_understood',
      (response) => response.setHeader('content-type', 'text/html').end('<html><title>Sign in</title>'),
    ],
    ['nothing', 'provider_not_understood', (response) => response.end()],
    ['no content', 'provider_not_understood', (response) => response.writeHead(204).end()],
    ['words', 'provider_not_understood', (response) => response.end('welcome to the gateway')],
    ['null', 'provider_not_understood', (response) => sendJson(response, 200, null)],
    ['JSON of something else', 'provider_not_understood', (response) => sendJson(response, 200, { status: 'ok' })],
    [
      'an error',
      'provider_busy',
      (response) => sendJson(response, 200, { error: { message: 'slow down', code: 429 } }),
    ],
    ['an error in words', 'provider_failed', (response) => sendJson(response, 200, { error: 'it is broken' })],
    ['nothing in time', 'provider_timed_out', () => {}],
    ['half of it', 'provider_timed_out', (response) => response.writeHead(200, { 'content-length': '99' }).write('{')],
    [
      'half of it, and the end',
      'provider_cut_off',
      (response) => response.writeHead(200, { 'content-length': '99' }).write('{', () => response.destroy()),
    ],
  ])('that is %s is %s, streamed or not', async (_, code, send) => {
    expect(await rejection(answered(send))).toMatchObject({ code })
    expect(await rejection(answered(send, { capabilities }))).toMatchObject({ code })
  })
})

describe('a declined form', () => {
  const refuse = (response: ServerResponse, message: string, param: string | null = null, status = 400) =>
    sendJson(response, status, { error: { message, param, type: 'invalid_request_error' } })

  /** A server that takes a question only when nothing about it is declined. */
  async function picky(
    declines: (body: ReturnType<typeof sent>) => string | undefined,
    more: Partial<CompletionRequest> = {},
  ) {
    const server = await serve((response, seen) => {
      const message = declines(sent(seen))
      if (message) return refuse(response, message)
      sendJson(response, 200, completion('{"a":1}'))
    })
    const learned: TextCapabilities[] = []
    const onLearned = (found: TextCapabilities) => learned.push(found)
    const answer = complete(clientOf(server.url), question({ schema, temperature: 0.2, onLearned, ...more }))
    return { answer, learned, bodies: () => server.requests.map(sent) }
  }

  it('json_schema becomes json_object, with the schema in words and the word JSON', async () => {
    const { answer, learned, bodies } = await picky(({ response_format }) =>
      response_format?.type === 'json_schema' ? 'This response_format type is unavailable now' : undefined,
    )
    expect((await answer).text).toBe('{"a":1}')
    expect(learned).toEqual([{ ...capabilities, structuredOutput: 'json_object' }])
    const [first, second] = bodies()
    expect(first.response_format.json_schema).toEqual({ name: 'answer', strict: true, schema: schema.jsonSchema })
    expect(first.messages[0].content).toBe('Be brief.')
    expect(second.response_format).toEqual({ type: 'json_object' })
    expect(second.messages[0].content).toContain('JSON')
    expect(second.messages[0].content).toContain(JSON.stringify(schema.jsonSchema))
  })

  it('json_object becomes text', async () => {
    const { answer, learned, bodies } = await picky(({ response_format }) =>
      response_format ? "'response_format' is not supported" : undefined,
    )
    await answer
    expect(learned.at(-1)?.structuredOutput).toBe('text')
    expect(bodies().at(-1).messages[0].content).toContain('JSON')
    expect(bodies()).toHaveLength(3)
  })

  it('everything at once is found out in a few steps', async () => {
    const { answer, learned } = await picky((body) => {
      if (body.stream_options) return 'Unrecognized request argument supplied: stream_options'
      if (body.response_format) return 'response_format is not supported'
      if (body.max_tokens) return "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."
      if (body.temperature !== undefined)
        return "Unsupported value: 'temperature' does not support 0.2 with this model."
      return undefined
    })
    expect((await answer).text).toBe('{"a":1}')
    expect(learned.at(-1)).toEqual({
      structuredOutput: 'text',
      streaming: false,
      contextTokens: null,
      usesMaxCompletionTokens: true,
      takesTemperature: false,
    })
  })

  it('max_completion_tokens becomes max_tokens where a server does not know it', async () => {
    const { answer, learned } = await picky(
      (body) =>
        body.max_completion_tokens ? 'Unrecognized request argument supplied: max_completion_tokens' : undefined,
      { capabilities: { ...capabilities, usesMaxCompletionTokens: true } },
    )
    await answer
    expect(learned.at(-1)?.usesMaxCompletionTokens).toBe(false)
  })

  it.each([
    'the valid range of max_tokens is [1, 64]',
    'max_tokens is too large: 100. This model supports at most 64 completion tokens',
  ])('an answer longer than the model writes is asked for at its most: %s', async (message) => {
    const { answer, learned, bodies } = await picky(({ max_tokens }) => (max_tokens > 64 ? message : undefined))
    await answer
    expect(bodies().at(-1).max_tokens).toBe(64)
    expect(learned).toEqual([])
  })

  it('of another kind is asked no second time', async () => {
    const { answer, learned, bodies } = await picky(() => 'user is not a valid role')
    expect(await rejection(answer)).toMatchObject({ code: 'provider_bad_request' })
    expect(bodies()).toHaveLength(1)
    expect(learned).toEqual([])
  })

  it('that goes on for ever ends', async () => {
    const { answer, bodies } = await picky(() => 'response_format, stream_options, temperature: all bad')
    expect(await rejection(answer)).toMatchObject({ code: 'provider_bad_request' })
    expect(bodies().length).toBeLessThanOrEqual(7)
  })

  it('is not what a full context is', async () => {
    const { answer, bodies } = await picky(
      () =>
        "'max_tokens' or 'max_completion_tokens' is too large: 100. This model's maximum context length is 50 tokens",
    )
    expect(await rejection(answer)).toMatchObject({ code: 'context_too_small' })
    expect(bodies()).toHaveLength(1)
  })
})

it('what is assumed of a model follows from its name', () => {
  expect(assumedCapabilities('gpt-5-mini')).toMatchObject({ usesMaxCompletionTokens: true, takesTemperature: false })
  expect(assumedCapabilities('o3')).toMatchObject({ usesMaxCompletionTokens: true, contextTokens: 200_000 })
  expect(assumedCapabilities('gpt-4o')).toMatchObject({ usesMaxCompletionTokens: false, takesTemperature: true })
  expect(assumedCapabilities('qwen3:8b')).toMatchObject({ structuredOutput: 'json_schema', contextTokens: null })
})

it('no error of a question shows the key or the prompt', async () => {
  const server = await serve((response) => sendJson(response, 400, { error: { message: `bad key ${testKey}` } }))
  const error = (await rejection(complete(clientOf(server.url), question()))) as Error
  expect(JSON.stringify([error, error.stack])).not.toContain(testKey)
  expect(error.cause).toBeUndefined()
})
