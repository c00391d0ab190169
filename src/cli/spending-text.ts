/** What was spent, in words. Pure. */
import type { Spending } from '../contracts/money.ts'
import type { Language } from '../contracts/text.ts'
import { usdText } from './estimate-text.ts'
import { sayIn } from './text.ts'

/** With a comma after every three digits. */
const grouped = (count: number) => count.toLocaleString('en')

/** A cost in a list, never as if it were whole where the price of a call is not known. Empty where nothing was paid. */
export function costText(usd: number, unpricedCalls: number, language: Language): string {
  const parts = [
    usd > 0 && usdText(usd),
    unpricedCalls > 0 && sayIn(language)('unpriced_calls', { count: unpricedCalls }),
  ]
  return parts.filter((words) => words !== false).join(' + ')
}

/** Empty where nothing was asked that costs money. */
export function spendingText(spending: Spending, language: Language): string {
  const { spentUsd, uncertainUsd, unpricedCalls, usage } = spending
  const isPaid = spentUsd > 0 || uncertainUsd > 0 || unpricedCalls > 0
  if (!isPaid) return ''
  const say = sayIn(language)
  const tokens = usage.inputTokens + usage.outputTokens
  const used = [
    tokens > 0 && say('spent_tokens', { input: grouped(usage.inputTokens), output: grouped(usage.outputTokens) }),
    usage.images > 0 && say('spent_pictures', { count: usage.images }),
  ].filter((words) => words !== false)
  // A sum of nothing would read as "free" where no price is known.
  const isUnknown = spentUsd === 0 && unpricedCalls > 0
  const usd = isUnknown ? say('estimate_price_unknown') : usdText(spentUsd)
  const lines = [say('spent', { usd }) + (used.length > 0 ? ` (${used.join(', ')})` : '')]
  if (uncertainUsd > 0) lines.push(`  ${say('spent_uncertain', { usd: usdText(uncertainUsd) })}`)
  if (unpricedCalls > 0) lines.push(`  ${say('spent_unpriced', { count: unpricedCalls })}`)
  return lines.join('\n')
}
