/** One question to a text model and its answer, as `complete` asks and returns them. */
import type { Usage } from '../../contracts/money.ts'
import type { TextCapabilities } from '../../contracts/settings.ts'

/** The form that an answer in JSON is to have. */
export interface AnswerSchema {
  /** Letters, digits, `_` and `-`, at most 64. */
  name: string
  /**
   * An object schema as OpenAI's strict mode wants it: every key in `required`, `additionalProperties: false`. Servers that take no schema are
   * shown it in words after the system prompt.
   */
  jsonSchema: Record<string, unknown>
}

export interface CompletionRequest {
  model: string
  system: string
  user: string
  /** Null: the answer is free text. */
  schema: AnswerSchema | null
  /** What the answer may take, reasoning included. */
  maxOutputTokens: number
  /** From 0; left out where the model takes none. */
  temperature?: number
  /** What the server can do, as far as is known: `assumedCapabilities(model)` to begin with. */
  capabilities: TextCapabilities
  /**
   * Told when the server declines a parameter and the question is asked again in a form that it may take, with what is to be remembered. A
   * declined question was not taken on, so it costs nothing.
   */
  onLearned?(capabilities: TextCapabilities): void
  /** Aborted when the answer is no longer wanted; the call then rejects with the signal's reason. */
  signal: AbortSignal
  /** For the whole of the call, from the connection to the last word. */
  deadlineMs: number
  /** Told the whole answer so far, for each piece that comes. Not called by servers that do not stream. */
  onText?(soFar: string): void
}

export interface Completion {
  /** As the model wrote it: `readJsonAnswer` makes JSON of it. */
  text: string
  /** `length`: cut by `maxOutputTokens` or the context. `refused`: declined, or stopped by a content filter. */
  finish: 'stop' | 'length' | 'refused'
  /** The provider's words where it refused, at most 300 characters. */
  refusal: string | null
  /** As the server says, or counted where it says nothing. */
  usage: Usage
}
