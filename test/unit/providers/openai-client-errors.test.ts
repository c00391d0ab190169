/** Every way in which a provider says no, through the real SDK, is one registered error, and none shows a key. */
import { APIConnectionError, type OpenAI } from 'openai'
import { describe, expect, it } from 'vitest'
import { CineqoError, errorText } from '../../../src/contracts/errors.ts'
import { mayHaveBeenBilled } from '../../../src/providers/http/answer-error.ts'
import { providerWords } from '../../../src/providers/http/provider-words.ts'
import { retryAt } from '../../../src/providers/http/retry-after.ts'
import { TransportError } from '../../../src/providers/http/transport-error.ts'
import { createOpenAiClient } from '../../../src/providers/openai/client.ts'
import { toProviderError } from '../../../src/providers/openai/errors.ts'
import { clientOf, loopbackFetch, rejection, sendJson, serve, testKey } from './loopback.ts'

const asked = { provider: 'Somebody', model: 'm-1', key: testKey }
const ask: OpenAI.ChatCompletionCreateParamsNonStreaming = {
  model: 'm-1',
  messages: [{ role: 'user', content: 'hi' }],
}

/** What becomes of an answer with a status and a body. */
async function errorFor(status: number, body: unknown, headers: Record<string, string> = {}): Promise<CineqoError> {
  const server = await serve((response) => {
    if (typeof body === 'string') response.writeHead(status, headers).end(body)
    else sendJson(response, status, body, headers)
  })
  const error = toProviderError(await rejection(clientOf(server.url).chat.completions.create(ask)), asked)
  expect(error).toBeInstanceOf(CineqoError)
  return error as CineqoError
}

function error(message: string, more: Record<string, unknown> = {}) {
  return { error: { message, ...more } }
}

describe('an answer with a status', () => {
  it.each<[string, number, unknown]>([
    ['provider_key_wrong', 401, error(`Incorrect API key provided: ${testKey}.`, { code: 'invalid_api_key' })],
    ['provider_key_wrong', 400, error('API key not valid. Please pass a valid API key.')],
    ['provider_key_wrong', 400, [error('API key not valid. Please pass a valid API key.')]],
    ['provider_forbidden', 403, error('Country, region, or territory not supported')],
    ['provider_model_missing', 404, error('The model `m-1` does not exist', { code: 'model_not_found' })],
    ['provider_model_missing', 404, error("model 'm-1' not found, try pulling it first")],
    ['provider_model_missing', 400, error('Model Not Exist', { type: 'invalid_request_error' })],
    ['provider_model_missing', 503, error('当前分组 default 下对于模型 m-1 无可用渠道')],
    ['provider_bad_request', 404, { detail: 'Not Found' }],
    ['provider_quota_exhausted', 402, error('Insufficient Balance')],
    ['provider_quota_exhausted', 429, error('You exceeded your current quota', { code: 'insufficient_quota' })],
    ['provider_quota_exhausted', 429, error('Account is not active', { code: 'billing_not_active' })],
    ['provider_quota_exhausted', 400, error('Access denied, please make sure your account is in good standing.')],
    ['provider_quota_exhausted', 429, error('余额不足或无可用资源包,请充值。', { code: '1113' })],
    ['provider_busy', 429, error('Rate limit reached for requests', { code: 'rate_limit_exceeded' })],
    ['provider_busy', 429, ''],
    ['provider_busy', 503, error('The engine is currently overloaded, please try again later')],
    ['provider_busy', 503, error('Loading model', { type: 'unavailable_error', code: 503 })],
    ['provider_busy', 529, error('Overloaded', { type: 'overloaded_error' })],
    ['context_too_small', 400, error('…', { code: 'context_length_exceeded' })],
    [
      'context_too_small',
      400,
      error("This model's maximum context length is 8192 tokens. However, you requested 9000."),
    ],
    ['context_too_small', 400, { object: 'error', message: "This model's maximum context length is 4096 tokens." }],
    ['context_too_small', 400, error('The decoder prompt is longer than the maximum model length of 4096.')],
    ['context_too_small', 400, error('request (4390 tokens) exceeds the available context size (4096 tokens)')],
    ['context_too_small', 500, error('Context size has been exceeded.', { type: 'server_error' })],
    ['context_too_small', 400, { error: 'the input length exceeds the context length' }],
    [
      'context_too_small',
      400,
      error('<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, 983616]'),
    ],
    [
      'context_too_small',
      429,
      error('Request too large for m-1 on tokens per min (TPM): Limit 30000, Requested 50000.'),
    ],
    ['provider_refused', 400, error('Your request was rejected by our safety system', { code: 'moderation_blocked' })],
    ['provider_refused', 400, error('…', { code: 'content_policy_violation' })],
    [
      'provider_refused',
      400,
      error('The response was filtered due to the prompt triggering content management policy'),
    ],
    [
      'provider_refused',
      400,
      error('Output data may contain inappropriate content.', { code: 'data_inspection_failed' }),
    ],
    ['provider_refused', 400, error('Content Exists Risk')],
    ['provider_bad_request', 400, error("Invalid value for 'n'", { param: 'n' })],
    ['provider_bad_request', 422, { detail: [{ loc: ['body', 'foo'], msg: 'extra fields not permitted' }] }],
    ['provider_bad_request', 413, ''],
    ['provider_failed', 408, ''],
    ['provider_failed', 500, error('The server had an error')],
    ['provider_failed', 502, ''],
    ['provider_failed', 503, error('no healthy upstream')],
    ['provider_failed', 504, 'upstream request timeout'],
    ['provider_not_understood', 403, '<!DOCTYPE html><title>Just a moment...</title>'],
    ['provider_not_understood', 404, '<html><head><title>404 Not Found</title></head></html>'],
    ['provider_not_understood', 502, '<html><head><title>502 Bad Gateway</title></head></html>'],
    ['provider_busy', 429, '<html><title>Too many</title></html>'],
  ])('is %s: %i %j', async (code, status, body) => expect((await errorFor(status, body)).code).toBe(code))

  it('keeps the words of servers that do not answer as OpenAI does', async () => {
    expect((await errorFor(400, { detail: 'no such thing' })).params.detail).toBe('no such thing')
    expect((await errorFor(400, { error: 'plain words' })).params.detail).toBe('plain words')
    expect((await errorFor(400, 'not even JSON')).params.detail).toBe('not even JSON')
  })

  it('names the page of a gateway', async () => {
    const page = '<!DOCTYPE html><html><head><title>api.example.com | 524: A timeout occurred</title></head></html>'
    expect((await errorFor(524, page)).params.detail).toBe('HTTP 524: api.example.com | 524: A timeout occurred')
  })

  it('without end is read no further than needed', async () => {
    const server = await serve((response) => {
      response.writeHead(500)
      const more = () => {
        while (response.write('x'.repeat(65536)));
      }
      response.on('drain', more)
      more()
    })
    const thrown = await rejection(clientOf(server.url).chat.completions.create(ask))
    expect(toProviderError(thrown, asked)).toMatchObject({ code: 'provider_failed' })
  })
})

describe('when a busy provider may be asked again', () => {
  const now = Date.parse('2026-11-24T12:00:00Z')
  const waitMs = (headers: Record<string, string>) =>
    (retryAt(new Headers(headers), now)?.getTime() ?? Number.NaN) - now

  it.each<[Record<string, string>, number]>([
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after': '1.5' }, 1500],
    [{ 'retry-after': 'Tue, 24 Nov 2026 13:00:00 GMT' }, 3_600_000],
    [{ 'retry-after-ms': '250' }, 250],
    [{ 'retry-after-ms': '250', 'retry-after': '9' }, 250],
    [{ 'retry-after': '999999999' }, 86_400_000],
  ])('is what %j says', (headers, expected) => expect(waitMs(headers)).toBe(expected))

  it.each<Record<string, string>>([
    {},
    { 'retry-after': 'soon' },
    { 'retry-after': '-5' },
    { 'retry-after': 'Mon, 23 Nov 2026 13:00:00 GMT' },
  ])('is left open where %j says nothing', async (headers) => {
    expect(retryAt(new Headers(headers), now)).toBeNull()
    expect((await errorFor(429, error('slow down'))).params).toEqual({ provider: asked.provider })
  })

  it('is in the error', async () => {
    const { params } = await errorFor(429, error('slow down'), { 'retry-after': '3600' })
    expect(Date.parse(String(params.time)) - Date.now()).toBeGreaterThan(3_500_000)
  })
})

describe('a fault of the network', () => {
  it('after the request may have been billed; before it, not', async () => {
    const server = await serve((response) => response.destroy())
    const broken = toProviderError(await rejection(clientOf(server.url).chat.completions.create(ask)), asked)
    expect(broken).toMatchObject({ code: 'provider_cut_off' })
    expect(mayHaveBeenBilled(broken)).toBe(true)
    const nowhere = clientOf('http://nowhere.invalid')
    const unreached = toProviderError(await rejection(nowhere.chat.completions.create(ask)), asked)
    expect(unreached).toMatchObject({ code: 'provider_unreachable' })
    expect(mayHaveBeenBilled(unreached)).toBe(false)
  })

  it.each([
    [502, true],
    [504, true],
    [500, true],
    [400, false],
    [401, false],
    [429, false],
  ])('or an answer %i: may have been billed: %s', async (status, expected) => {
    expect(mayHaveBeenBilled(await errorFor(status, ''))).toBe(expected)
  })

  it('a silence is a time-out that tells the seconds', async () => {
    const server = await serve(() => {})
    const thrown = await rejection(clientOf(server.url).chat.completions.create(ask))
    expect(toProviderError(thrown, asked)).toMatchObject({ code: 'provider_timed_out', params: { seconds: 0.4 } })
  })

  it('of the connection is none of time, whatever its code is called', () => {
    const error = new APIConnectionError({ cause: new TransportError('unreachable', 'ETIMEDOUT 10.0.0.1:443') })
    expect(/time/i.test(String(error.cause))).toBe(false)
    expect(toProviderError(error, asked)).toMatchObject({ code: 'provider_unreachable' })
  })

  it('a redirect is not the provider', async () => {
    const server = await serve((response) => response.writeHead(307, { location: '/portal' }).end())
    const thrown = await rejection(clientOf(server.url).chat.completions.create(ask))
    expect(toProviderError(thrown, asked)).toMatchObject({ code: 'provider_not_understood' })
    expect(server.requests).toHaveLength(1)
  })

  it('that the caller asked for is the caller’s reason', async () => {
    const leaving = new AbortController()
    const server = await serve(() => leaving.abort(new Error('cancelled')))
    const { signal } = leaving
    const thrown = await rejection(clientOf(server.url).chat.completions.create(ask, { signal }))
    expect(toProviderError(thrown, { ...asked, signal })).toMatchObject({ message: 'cancelled' })
  })

  it('a fault of our own stays what it is', () => {
    const bug = new TypeError('undefined is not a function')
    expect(toProviderError(bug, asked)).toBe(bug)
  })
})

describe('keys', () => {
  const others = [
    'sk-proj-AbCdEf0123456789',
    'Bearer abcdef0123456789',
    'Key 0a1b2c3d-1111-2222-3333-444455556666:aabbcc',
  ]

  it.each([400, 403, 402, 500])('are not in an error of status %i', async (status) => {
    const said = `You sent ${[testKey, ...others].join(' and ')} to https://user:secret@host/v1, api_key=zzz999`
    const problem = await errorFor(status, error(said))
    const shown = JSON.stringify([problem, problem.params, problem.message, problem.stack, String(problem.cause)])
    for (const secret of [testKey, 'AbCdEf0123456789', 'abcdef0123456789', 'aabbcc', 'secret@', 'zzz999']) {
      expect(shown).not.toContain(secret)
    }
  })

  it('are told from words about keys', () => {
    expect(providerWords('Incorrect API key provided. Key abc123def: no')).toBe(
      'Incorrect API key provided. Key *** no',
    )
  })

  it('in use are not shown, whatever they look like', () => {
    expect(providerWords('no such key: plainword77', ['plainword77'])).toBe('no such key: ***')
  })

  it('that no header can hold are wrong, and are not quoted', async () => {
    const key = 'sk-密钥\n123456'
    const open = () => createOpenAiClient({ baseUrl: 'http://127.0.0.1:9/v1', apiKey: key, fetch: loopbackFetch() })
    const thrown = await rejection((async () => open())())
    expect(thrown).toMatchObject({ code: 'provider_key_wrong' })
    expect(String((thrown as Error).stack)).not.toContain('123456')
  })

  it('are not missing where a server needs none', async () => {
    const server = await serve((response) => sendJson(response, 200, { data: [] }))
    const client = createOpenAiClient({ baseUrl: `${server.url}/v1`, apiKey: null, fetch: loopbackFetch() })
    await client.models.list()
    expect(server.requests[0]?.headers.authorization).toBe('Bearer no-key')
  })
})

it('the words of a provider are without halves of surrogate pairs, which no database keeps', () => {
  expect(providerWords('no \ud83d model 😀 \udc00')).toBe('no  model 😀 ')
})

it('the words of a provider are short, in one line, and without markup', () => {
  const words = providerWords(`<p>no\n\n<b>such</b> thing</p><script>alert(1)</script>${'汉'.repeat(1000)}`)
  expect(words).toMatch(/^no such thing 汉+$/)
  expect(words.length).toBe(300)
  expect(errorText({ code: 'provider_bad_request', params: { provider: 'x', detail: words } }, 'zh')).toContain(
    'no such',
  )
})
