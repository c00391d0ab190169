/** A question as it goes over the wire. */
import type OpenAI from 'openai'
import type { TextCapabilities } from '../../contracts/settings.ts'
import type { AnswerSchema, CompletionRequest } from './completion.ts'

/** What of a question depends on the server. */
export interface QuestionForm {
  capabilities: TextCapabilities
  maxOutputTokens: number
}

export type Question = Omit<OpenAI.ChatCompletionCreateParamsNonStreaming, 'stream'>

/** The question in the form that the server takes. */
export function questionOf(request: CompletionRequest): Question {
  const { model, system, user, schema, maxOutputTokens, temperature, capabilities } = request
  const isShownSchema = schema && capabilities.structuredOutput !== 'json_schema'
  return {
    model,
    messages: [
      { role: 'system', content: isShownSchema ? `${system}\n\n${schemaInWords(schema)}` : system },
      { role: 'user', content: user },
    ],
    ...(capabilities.usesMaxCompletionTokens
      ? { max_completion_tokens: maxOutputTokens }
      : { max_tokens: maxOutputTokens }),
    ...(temperature !== undefined && capabilities.takesTemperature && { temperature }),
    ...(schema && responseFormat(schema, capabilities)),
  }
}

function responseFormat(schema: AnswerSchema, { structuredOutput }: TextCapabilities): Partial<Question> {
  switch (structuredOutput) {
    case 'json_schema':
      return {
        response_format: {
          type: 'json_schema',
          json_schema: { name: schema.name, schema: schema.jsonSchema, strict: true },
        },
      }
    case 'json_object':
      return { response_format: { type: 'json_object' } }
    case 'text':
      return {}
  }
}

/** The form of an answer for servers that take no schema. Those that take `json_object` want the word JSON in the prompt. */
export function schemaInWords({ jsonSchema }: Pick<AnswerSchema, 'jsonSchema'>): string {
  return `Answer with JSON by this schema, every key in it:\n${JSON.stringify(jsonSchema, shorter)}`
}

/** What is so of every schema of ours is left out, and a value that may be null is said in short. */
function shorter(key: string, value: unknown): unknown {
  if (key === 'additionalProperties' || key === 'required') return undefined
  if (typeof value !== 'object' || value === null || !('anyOf' in value) || !Array.isArray(value.anyOf)) return value
  const [first, second, ...more] = value.anyOf
  return more.length === 0 && second?.type === 'null' ? { ...first, type: [first.type, 'null'] } : value
}
