/** What a server declines teaches what it can do: the question is asked again in a form that it takes. */
import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import type { TextCapabilities } from '../../../src/contracts/settings.ts'
import { assumedCapabilities } from '../../../src/providers/openai/capabilities.ts'
import { complete } from '../../../src/providers/openai/complete.ts'
import type { CompletionRequest } from '../../../src/providers/openai/completion.ts'
import { clientOf, rejection, sendJson, serve } from './loopback.ts'
import { capabilities, completion, question, sent } from './question.ts'

const schema = { name: 'answer', jsonSchema: { type: 'object', properties: { a: { type: 'number' } } } }

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
