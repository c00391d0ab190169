/** One question to a text model: what is sent, what comes of what is answered, and what a server's refusals teach. */
import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import type { TextCapabilities } from '../../../src/contracts/settings.ts'
import { mayHaveBeenBilled } from '../../../src/providers/http/answer-error.ts'
import { complete } from '../../../src/providers/openai/complete.ts'
import type { CompletionRequest } from '../../../src/providers/openai/completion.ts'
import { clientOf, rejection, sendEvents, sendJson, serve, testKey } from './loopback.ts'
import { capabilities, completion, question, sent, stated } from './question.ts'

const whole: TextCapabilities = { ...capabilities, streaming: false }
const words = (content: string) => ({ choices: [{ index: 0, delta: { content } }] })
const ending = (finish_reason: string) => ({ choices: [{ index: 0, delta: {}, finish_reason }] })
const usage = { inputTokens: 20, cachedInputTokens: 5, outputTokens: 7, images: 0 }
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

  it.each([
    ['a number no answer can have', { prompt_tokens: 1e300, completion_tokens: 7 }],
    ['more than a number can say', { prompt_tokens: 20, completion_tokens: Number.MAX_VALUE }],
    ['less than nothing', { prompt_tokens: 20, completion_tokens: -7 }],
    ['words', { prompt_tokens: '20', completion_tokens: 'many' }],
  ])('with a usage of %s is counted', async (_, usage) => {
    const answer = await streamed([words('one two three'), ending('stop'), { choices: [], usage }])
    expect(answer.usage.inputTokens).toBeGreaterThan(5)
    expect(answer.usage.inputTokens).toBeLessThan(30)
    expect(answer.usage.outputTokens).toBe(3)
  })

  it('comes without what no database keeps: null characters and halves of pairs', async () => {
    expect((await streamed([words('a\u0000b \ud83d'), words('\ude00 c\udc00'), ending('stop')])).text).toBe('ab 😀 c')
  })

  it('in parts is put together, without the thoughts among them', async () => {
    const parts = {
      choices: [
        {
          delta: {
            content: [
              { type: 'thinking', thinking: [] },
              { type: 'text', text: '山' },
            ],
          },
        },
      ],
    }
    expect((await streamed([parts, words('上'), ending('stop')])).text).toBe('山上')
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
    expect(error).toMatchObject({ code: 'provider_too_slow', params: { seconds: 0.3 } })
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

it('no error of a question shows the key or the prompt', async () => {
  const server = await serve((response) => sendJson(response, 400, { error: { message: `bad key ${testKey}` } }))
  const error = (await rejection(complete(clientOf(server.url), question()))) as Error
  expect(JSON.stringify([error, error.stack])).not.toContain(testKey)
  expect(error.cause).toBeUndefined()
})
