import type { Analyst, CountingFacts } from '../providers/analyst.ts'
import { createOfflineAnalyst } from '../providers/offline/analyst.ts'
import { createModelAnalyst } from '../providers/openai/analyst.ts'
import { createOpenAiClient } from '../providers/openai/client.ts'

/** A model whose calls are to be counted. */
export interface ModelToCount extends CountingFacts {
  model: string
}

/** Reserved for addresses that lead nowhere (RFC 6761), should anything ever be sent. */
const nowhere = 'http://nowhere.invalid/v1'

/** The analyst on a model with everything but a way out: it prepares its calls as always, and nobody answers them. */
export function analystThatCounts({ model, contextTokens, capabilities }: ModelToCount): Analyst {
  const fetch = async () => {
    throw new Error('An analyst that counts sends nothing.')
  }
  return createModelAnalyst({
    client: createOpenAiClient({ baseUrl: nowhere, apiKey: null, fetch }),
    model,
    contextTokens,
    capabilities: () => capabilities,
    onLearned: () => {},
    lane: 'text:nowhere',
    rules: createOfflineAnalyst(),
  })
}
