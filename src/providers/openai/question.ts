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

/** Servers that take `json_object` want the word JSON in the prompt. */
function schemaInWords({ jsonSchema }: AnswerSchema): string {
  return `Answer with one JSON object and nothing else. It has the form of this JSON schema:\n${JSON.stringify(jsonSchema)}`
}
