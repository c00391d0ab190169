/** What a text server can do: what is assumed to begin with, and what its refusals teach. */
import { APIError } from 'openai'
import { structuredOutputs, type TextCapabilities } from '../../contracts/settings.ts'
import { contextTokensOf } from '../tokens.ts'

/** Models that think before they answer, by OpenAI's names. */
const thinks = /^(?:openai\/)?(?:o\d|gpt-5)(?!.*chat)/

/** What is assumed of a model before its server has shown anything: the most, except where its name says otherwise. */
export function assumedCapabilities(model: string): TextCapabilities {
  return {
    structuredOutput: 'json_schema',
    streaming: true,
    contextTokens: contextTokensOf(model),
    usesMaxCompletionTokens: thinks.test(model),
    takesTemperature: !thinks.test(model),
  }
}

/** Statuses that say that a request is not valid. Some servers have 500 or 501 for what they have not built. */
const notValid = [400, 404, 415, 422, 500, 501]
/** Characters of a refusal that are read: what follows may quote the request. */
const readCharacters = 500

/**
 * What a server can do, after it has declined a request: with the next kind of structured output, without streaming, with the other name for the
 * limit, or without a temperature. Null where the refusal is about something else.
 */
export function learnFromRefusal(error: unknown, capabilities: TextCapabilities): TextCapabilities | null {
  if (!(error instanceof APIError) || !notValid.includes(error.status ?? 0)) return null
  const words = error.message.slice(0, readCharacters)
  const about = (pattern: RegExp) => pattern.test(error.param ?? '') || pattern.test(words)

  // The longer names first: each contains a shorter one.
  if (capabilities.streaming && about(/stream_options|include_usage|\bstream(?:ing|ed)?\b/i)) {
    return { ...capabilities, streaming: false }
  }
  if (about(/response_format|json_?schema|json_?object|json mode|structured output|grammar|guided/i)) {
    const next = structuredOutputs[structuredOutputs.indexOf(capabilities.structuredOutput) + 1]
    return next ? { ...capabilities, structuredOutput: next } : null
  }
  if (
    capabilities.usesMaxCompletionTokens ? about(/max_completion_tokens/) && !about(/max_tokens/) : wantsOther(words)
  ) {
    return { ...capabilities, usesMaxCompletionTokens: !capabilities.usesMaxCompletionTokens }
  }
  if (capabilities.takesTemperature && about(/temperature/)) return { ...capabilities, takesTemperature: false }
  return null
}

/** Whether a server declines the name `max_tokens`, and not its value. */
function wantsOther(words: string): boolean {
  return /max_completion_tokens/.test(words) || /(?:unsupported|unrecognized|unknown)[^.]{0,40}max_tokens/i.test(words)
}

/**
 * The most tokens that an answer may have, where a refusal says that more were asked for: "supports at most 16384 completion tokens" (OpenAI), "the
 * valid range of max_tokens is [1, 8192]" (DeepSeek, Qwen).
 */
export function outputLimitIn(error: unknown): number | null {
  if (!(error instanceof APIError) || !notValid.includes(error.status ?? 0)) return null
  const words = error.message.slice(0, readCharacters)
  if (!/max_(?:completion_)?tokens/.test(words)) return null
  const stated = /\[1, ?(\d+)\]/.exec(words) ?? /at most (\d+) (?:completion|output) tokens/i.exec(words)
  return stated ? Number(stated[1]) : null
}
