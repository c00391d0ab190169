/** Kinds of text servers that are met in the world, by what they can and cannot do. */

export interface ServerKind {
  /** The strictest form of answer that it takes; a stricter one is declined with status 400. */
  structuredOutput: 'json_schema' | 'json_object' | 'text'
  /** Without it, a request for a stream is declined. */
  streaming: boolean
  /** Whether a stream tells its usage when asked. */
  usageInStream: boolean
  /** Tokens of question and answer together. */
  contextTokens: number
  /** Whether the list of models tells the context. */
  tellsContext: boolean
  /** In whose words a question that is too long is declined, and where the context stands in the list of models. */
  dialect: 'openai' | 'vllm' | 'llama.cpp'
  /** Models that think first: `max_tokens` and any temperature but 1 are declined. */
  reasoning: boolean
}

const full: ServerKind = {
  structuredOutput: 'json_schema',
  streaming: true,
  usageInStream: true,
  contextTokens: 128_000,
  tellsContext: false,
  dialect: 'openai',
  reasoning: false,
}

export const serverKinds = {
  full,
  json_object: { ...full, structuredOutput: 'json_object' },
  plain: { ...full, structuredOutput: 'text' },
  no_streaming: { ...full, streaming: false },
  no_usage: { ...full, usageInStream: false },
  reasoning: { ...full, reasoning: true },
  small_openai: { ...full, contextTokens: 8192 },
  small_vllm: { ...full, contextTokens: 8192, tellsContext: true, dialect: 'vllm' },
  small_llama_cpp: { ...full, contextTokens: 8192, tellsContext: true, dialect: 'llama.cpp' },
} satisfies Record<string, ServerKind>

export type ServerKindName = keyof typeof serverKinds
