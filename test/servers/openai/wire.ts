/**
 * Normal chat answers on OpenAI's wire, made by aimock, so that the wire is not our own reading of it alone. It stands behind the server,
 * which breaks what it makes where a fault is asked for. What it does not know (`refusal`) is added here.
 */
import { LLMock } from '@copilotkit/aimock'
import type { ChatBody } from './question.ts'

export interface ChatAnswer {
  text: string
  reasoning?: string
  finish: 'stop' | 'length' | 'content_filter'
  refusal: string | null
  inputTokens: number
  outputTokens: number
}

export interface ChatWire {
  /** The body of the answer: JSON, or the events of the stream with the blank lines that end them. */
  write(body: ChatBody, answer: ChatAnswer, usageInStream: boolean): Promise<string>
  close(): Promise<void>
}

/** Characters in a piece of a stream. */
const pieceCharacters = 24

export async function startChatWire(): Promise<ChatWire> {
  const mock = new LLMock({ port: 0, host: '127.0.0.1', chunkSize: pieceCharacters, journalMaxEntries: 1 })
  // The answer travels beside the question, in a field that aimock hands on unread.
  mock.on({ predicate: () => true }, (request) => {
    const { text, reasoning, finish, inputTokens, outputTokens } = request.answer as ChatAnswer
    return {
      content: text,
      ...(reasoning !== undefined && { reasoning }),
      finishReason: finish,
      usage: { prompt_tokens: inputTokens, completion_tokens: outputTokens, total_tokens: inputTokens + outputTokens },
    }
  })
  await mock.start()
  return {
    async write(body, answer, usageInStream) {
      const response = await fetch(`${mock.url}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          model: body.model,
          messages: [{ role: 'user', content: '-' }],
          stream: body.stream ?? false,
          ...(body.stream && {
            stream_options: { include_usage: usageInStream && body.stream_options?.include_usage },
          }),
          answer,
        }),
      })
      const written = await response.text()
      if (!response.ok) throw new Error(`aimock answers ${response.status}: ${written}`)
      return answer.refusal === null ? written : withRefusal(written, answer.refusal, body.stream ?? false)
    },
    close: () => mock.stop(),
  }
}

function withRefusal(written: string, refusal: string, isStream: boolean): string {
  if (!isStream) {
    const completion = JSON.parse(written)
    completion.choices[0].message = { role: 'assistant', content: null, refusal }
    return JSON.stringify(completion)
  }
  return written
    .split('\n\n')
    .map((event) => {
      if (!event.startsWith('data: {')) return event
      const chunk = JSON.parse(event.slice('data: '.length))
      const delta = chunk.choices?.[0]?.delta
      if (delta?.role) chunk.choices[0].delta = { role: 'assistant', content: null, refusal }
      return `data: ${JSON.stringify(chunk)}`
    })
    .join('\n\n')
}
