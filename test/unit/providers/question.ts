/** A question for tests, and the answers of a server to it. */
import { assumedCapabilities } from '../../../src/providers/openai/capabilities.ts'
import type { CompletionRequest } from '../../../src/providers/openai/completion.ts'
import type { Seen } from './loopback.ts'

export const capabilities = assumedCapabilities('m-1')

export function question(more: Partial<CompletionRequest> = {}): CompletionRequest {
  return {
    model: 'm-1',
    system: 'Be brief.',
    user: '从前有座山。',
    schema: null,
    maxOutputTokens: 100,
    capabilities,
    signal: new AbortController().signal,
    deadlineMs: 5000,
    ...more,
  }
}

export const stated = { prompt_tokens: 20, completion_tokens: 7, prompt_tokens_details: { cached_tokens: 5 } }

/** A whole answer. */
export const completion = (content: string | null, more = {}) => ({
  choices: [{ index: 0, message: { role: 'assistant', content, ...more }, finish_reason: 'stop' }],
  usage: stated,
})

/** The body of a request. */
export const sent = (seen: Seen | undefined) => JSON.parse(Buffer.from(seen?.body ?? '', 'latin1').toString('utf8'))
