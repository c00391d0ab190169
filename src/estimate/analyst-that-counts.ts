import type { Analyst } from '../providers/analyst.ts'
import { createOfflineAnalyst } from '../providers/offline/analyst.ts'

export function analystThatCounts(
  analyst: { provider: 'offline' } | { provider: 'openai'; model: string; contextTokens: number | null },
): Analyst {
  if (analyst.provider === 'offline') return createOfflineAnalyst()
  throw new Error('not yet')
}
