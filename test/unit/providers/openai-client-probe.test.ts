/** The connection test says in words what is wrong with a text server, and what it can do. */
import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { probeTextServer } from '../../../src/providers/openai/probe.ts'
import { clientOf, loopbackFetch, rejection, type Seen, sendEvents, sendJson, serve } from './loopback.ts'

const { signal } = new AbortController()
const models = (...entries: Record<string, unknown>[]) => ({ object: 'list', data: entries })

interface Manners {
  models?: (response: ServerResponse) => void
  chat?: (response: ServerResponse, body: { stream?: boolean; response_format?: { type: string } }) => void
  other?: (response: ServerResponse, seen: Seen) => void
}

function answer(response: ServerResponse, content: string) {
  sendEvents(response, [{ choices: [{ delta: { content } }] }, { choices: [{ delta: {}, finish_reason: 'stop' }] }])
  response.end('data: [DONE]\n\n')
}

const nothing = (response: ServerResponse) => sendJson(response, 404, { error: { message: 'Not Found' } })

/** Tests a server that behaves well where nothing else is said. */
async function probe(manners: Manners, model = 'm-1') {
  const server = await serve((response, seen) => {
    if (seen.path === '/v1/models')
      return (manners.models ?? ((to) => sendJson(to, 200, models({ id: 'm-1' }))))(response)
    if (seen.path === '/v1/chat/completions') {
      return (manners.chat ?? ((to) => answer(to, '{"w7":"hello"}')))(response, JSON.parse(seen.body))
    }
    return (manners.other ?? nothing)(response, seen)
  })
  const report = await probeTextServer(clientOf(server.url), { model, signal })
  const outcomes = Object.fromEntries(report.findings.map(({ check, outcome }) => [check, outcome]))
  const said = (check: string) => report.findings.find((finding) => finding.check === check)?.message
  return { ...report, outcomes, said, requests: server.requests }
}

it('a good server: everything is well, at the cost of one small question', async () => {
  const { works, outcomes, capabilities, requests } = await probe({
    models: (response) => sendJson(response, 200, models({ id: 'm-1', max_model_len: 32_768 })),
  })
  expect(works).toBe(true)
  expect(outcomes).toEqual({ reached: 'ok', key: 'ok', model: 'ok', json_schema: 'ok', streaming: 'ok', context: 'ok' })
  expect(capabilities).toMatchObject({ structuredOutput: 'json_schema', streaming: true, contextTokens: 32_768 })
  const questions = requests.filter(({ method }) => method === 'POST')
  expect(questions).toHaveLength(1)
  expect(questions[0]?.body.length).toBeLessThan(1000)
})

describe('what is wrong is said', () => {
  it('nobody there', async () => {
    const report = await probeTextServer(clientOf('http://nowhere.invalid'), { model: 'm', signal })
    expect(report).toMatchObject({
      works: false,
      capabilities: null,
      findings: [{ check: 'reached', outcome: 'failed' }],
    })
    expect(report.findings[0]?.message.zh).toContain('无法连接')
  })

  it('a page', async () => {
    const { outcomes, said } = await probe({
      models: (response) => response.setHeader('content-type', 'text/html').end('<html><title>Sign in</title></html>'),
    })
    expect(outcomes).toEqual({ reached: 'failed' })
    expect(said('reached')?.en).toContain('Sign in')
  })

  it('silence', async () => {
    expect((await probe({ models: () => {} })).outcomes).toEqual({ reached: 'failed' })
  })

  it('an address that is not allowed', async () => {
    const server = await serve((response) => response.end())
    const guarded = clientOf(server.url, loopbackFetch({ allowPrivateAddresses: false }))
    const { findings } = await probeTextServer(guarded, { model: 'm', signal })
    expect(findings).toMatchObject([{ check: 'reached', outcome: 'failed' }])
    expect(findings[0]?.message.en).toContain('127.0.0.1')
  })

  it('a wrong key', async () => {
    const wrong = (response: ServerResponse) => sendJson(response, 401, { error: { message: 'Incorrect API key' } })
    expect((await probe({ models: wrong })).outcomes).toEqual({ reached: 'ok', key: 'failed' })
    expect((await probe({ chat: wrong })).outcomes).toEqual({ reached: 'ok', key: 'failed' })
  })

  it('no credit', async () => {
    const { outcomes } = await probe({
      chat: (response) => sendJson(response, 402, { error: { message: 'Insufficient Balance' } }),
    })
    expect(outcomes).toEqual({ reached: 'ok', key: 'failed' })
  })

  it('no such model, with those that there are, at most ten', async () => {
    const many = Array.from({ length: 12 }, (_, index) => ({ id: `model-${index}` }))
    const { outcomes, said } = await probe({
      models: (response) => sendJson(response, 200, models(...many)),
      chat: (response) => sendJson(response, 404, { error: { message: 'x', code: 'model_not_found' } }),
    })
    expect(outcomes).toEqual({ reached: 'ok', model: 'failed' })
    expect(said('model')?.en).toContain('model-9, and 2 more.')
    expect(said('model')?.en).not.toContain('model-10')
  })
})

describe('a server that can do less', () => {
  it('takes json_object alone', async () => {
    const { works, outcomes, capabilities } = await probe({
      chat: (response, { response_format }) =>
        response_format?.type === 'json_schema'
          ? sendJson(response, 400, { error: { message: 'This response_format type is unavailable now' } })
          : answer(response, '{"w7":"hello"}'),
    })
    expect(works).toBe(true)
    expect(outcomes).toMatchObject({ json_schema: 'warning', json_object: 'ok' })
    expect(capabilities?.structuredOutput).toBe('json_object')
  })

  it('takes a schema, and does not hold to it', async () => {
    const { outcomes, capabilities } = await probe({
      chat: (response, { response_format }) =>
        answer(response, response_format?.type === 'json_schema' ? '{"greeting":"hello"}' : '{"w7":"hello"}'),
    })
    expect(outcomes).toMatchObject({ json_schema: 'warning', json_object: 'ok' })
    expect(capabilities?.structuredOutput).toBe('json_object')
  })

  it('answers in words: jobs can run, with a warning', async () => {
    const { works, outcomes, capabilities } = await probe({ chat: (response) => answer(response, 'Hello!') })
    expect(works).toBe(true)
    expect(outcomes).toMatchObject({ json_schema: 'warning', json_object: 'warning', plain: 'warning' })
    expect(capabilities?.structuredOutput).toBe('text')
  })

  it('does not stream', async () => {
    const { outcomes } = await probe({
      chat: (response) =>
        sendJson(response, 200, { choices: [{ message: { content: '{"w7":"hi"}' }, finish_reason: 'stop' }] }),
    })
    expect(outcomes).toMatchObject({ streaming: 'warning', json_schema: 'ok' })
  })

  it('has no list of models', async () => {
    const { works, outcomes } = await probe({ models: nothing })
    expect(works).toBe(true)
    expect(outcomes.model).toBe('ok')
  })

  it('does not list the model, but answers', async () => {
    const { works, outcomes } = await probe({}, 'm-2')
    expect(works).toBe(true)
    expect(outcomes.model).toBe('warning')
  })
})

describe('how much fits into a call', () => {
  it.each([
    ['vLLM', { max_model_len: 4096 }, 4096, 'warning'],
    ['OpenRouter', { context_length: 131_072 }, 131_072, 'ok'],
    ['Mistral', { max_context_length: 32_768 }, 32_768, 'ok'],
  ])('is in the list of models of %s', async (_, entry, tokens, outcome) => {
    const { capabilities, outcomes } = await probe({
      models: (response) => sendJson(response, 200, models({ id: 'm-1', ...entry })),
    })
    expect(capabilities?.contextTokens).toBe(tokens)
    expect(outcomes.context).toBe(outcome)
  })

  it.each([
    ['llama.cpp', '/props', { default_generation_settings: { n_ctx: 16_384 } }],
    ['Ollama', '/api/ps', { models: [{ name: 'm-1:latest', context_length: 16_384 }] }],
  ])('is where %s tells it', async (_, path, body) => {
    const { capabilities } = await probe({
      other: (response, seen) => (seen.path === path ? sendJson(response, 200, body) : nothing(response)),
    })
    expect(capabilities?.contextTokens).toBe(16_384)
  })

  it('is known of a model by its name', async () => {
    expect((await probe({}, 'gpt-4o-mini')).capabilities?.contextTokens).toBe(128_000)
  })

  it('may be unknown, and that is said', async () => {
    const { capabilities, outcomes, said } = await probe({})
    expect(capabilities?.contextTokens).toBeNull()
    expect(outcomes.context).toBe('warning')
    expect(said('context')?.zh).toContain('设置')
  })
})

it('whoever leaves is told their own reason', async () => {
  const leaving = new AbortController()
  const server = await serve(() => leaving.abort(new Error('left')))
  const error = await rejection(probeTextServer(clientOf(server.url), { model: 'm', signal: leaving.signal }))
  expect(error).toMatchObject({ message: 'left' })
})
