/** Reads a request for a chat completion, and says what a kind of server does not take in it. */
import { countTokens } from '../../../src/providers/tokens.ts'
import { taskOfPrompt } from '../readers/prompts.ts'
import type { Question } from '../readers/reader.ts'
import type { WireError } from './declined.ts'
import type { ServerKind } from './kinds.ts'

export interface ChatBody {
  model: string
  messages: { role: string; content: string | { type: string; text?: string }[] }[]
  stream?: boolean
  stream_options?: { include_usage?: boolean }
  response_format?: { type: string; json_schema?: { name?: string; strict?: boolean; schema?: unknown } }
  max_tokens?: number
  max_completion_tokens?: number
  temperature?: number
}

/** Each message costs so many tokens besides its words, and the answer's beginning as many. */
const tokensAMessage = 3

export function inputTokensOf({ messages }: ChatBody): number {
  return messages.reduce((sum, message) => sum + tokensAMessage + countTokens(textOf(message)), tokensAMessage)
}

export function questionOf(body: ChatBody): Question {
  const said = (isSystem: boolean) =>
    body.messages
      .filter(({ role }) => (role === 'system' || role === 'developer') === isSystem)
      .map(textOf)
      .join('\n\n')
  const system = said(true)
  const format = body.response_format?.json_schema
  const schema = format?.schema ?? schemaInWords(system)
  const task = format?.name ?? taskOfPrompt(system)?.name ?? null
  return { model: body.model, system, user: said(false), schema, task }
}

/** The schema of the answer where a system prompt ends with it, as servers that take none are told it. */
function schemaInWords(system: string): unknown {
  const line = system.split('\n').findLast((one) => one.startsWith('{"'))
  try {
    return line === undefined ? null : JSON.parse(line)
  } catch {
    return null
  }
}

function textOf({ content }: ChatBody['messages'][number]): string {
  return typeof content === 'string' ? content : content.map((part) => part.text ?? '').join('')
}

/** Why a server of this kind declines the request; null when it takes it. */
export function objectionTo(body: ChatBody, kind: ServerKind): WireError | null {
  const format = body.response_format?.type ?? 'text'
  const invalid = (param: string, message: string, code: string | null = null): WireError => ({
    message,
    type: 'invalid_request_error',
    param,
    code,
  })
  if (!Array.isArray(body.messages) || body.messages.length === 0) {
    return invalid('messages', "Missing required parameter: 'messages'.")
  }
  if (format === 'json_schema' && kind.structuredOutput !== 'json_schema') {
    return invalid('response_format', "'response_format' of type 'json_schema' is not supported with this model.")
  }
  if (format === 'json_object' && kind.structuredOutput === 'text') {
    return invalid('response_format', "'response_format' is not supported by this server.")
  }
  if (format === 'json_object' && !/json/i.test(body.messages.map(textOf).join(' '))) {
    return invalid(
      'messages',
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
    )
  }
  if (format === 'json_schema' && body.response_format?.json_schema?.strict) {
    const fault = looseness(body.response_format.json_schema.schema)
    if (fault) return invalid('response_format', `Invalid schema for response_format: ${fault}`)
  }
  if (body.stream && !kind.streaming) {
    return invalid('stream', "Unsupported value: 'stream' does not support true with this model.", 'unsupported_value')
  }
  if (kind.reasoning && body.max_tokens !== undefined) {
    return invalid(
      'max_tokens',
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      'unsupported_parameter',
    )
  }
  if (kind.reasoning && body.temperature !== undefined && body.temperature !== 1) {
    return invalid(
      'temperature',
      "Unsupported value: 'temperature' does not support this value with this model. Only the default (1) value is supported.",
      'unsupported_value',
    )
  }
  return null
}

/** What is not as strict schemas have to be: every key required, no others allowed. Null where all is. */
function looseness(schema: unknown, path = 'root'): string | null {
  if (Array.isArray(schema))
    return schema.map((part, index) => looseness(part, `${path}[${index}]`)).find(Boolean) ?? null
  if (typeof schema !== 'object' || schema === null) return null
  const { type, properties, required, additionalProperties } = schema as Record<string, unknown>
  if (type === 'object') {
    if (additionalProperties !== false) return `In context=(${path}), 'additionalProperties' is required to be false.`
    const keys = Object.keys((properties as object | undefined) ?? {})
    const missing = keys.find((key) => !(Array.isArray(required) && required.includes(key)))
    if (missing) return `In context=(${path}), 'required' has to hold every key; missing '${missing}'.`
  }
  for (const [key, part] of Object.entries(schema)) {
    const found = looseness(part, `${path}.${key}`)
    if (found) return found
  }
  return null
}
