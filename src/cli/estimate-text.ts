/** An estimate for a person to read. */
import type { Estimate } from '../contracts/money.ts'
import type { Language } from '../contracts/text.ts'
import { pad, printable, widthOf } from './terminal.ts'
import { type Say, sayIn } from './text.ts'

/** US dollars with as many places as say something: cents, or more where it is less than that. */
export function usdText(amount: number): string {
  const places = amount >= 1 || amount === 0 ? 2 : Math.min(6, 2 - Math.floor(Math.log10(amount)))
  return `$${amount.toFixed(places)}`
}

export function estimateText(estimate: Estimate, language: Language): string {
  const say = sayIn(language)
  if (estimate.lines.length === 0) return say('estimate_free')
  const rows = estimate.lines.map(({ kind, model, calls, costUsd }) => [
    say(`kind_${kind}`),
    say('estimate_calls', { count: calls.expected }),
    costUsd ? usdText(costUsd.expected) : say('estimate_price_unknown'),
    printable(model),
  ])
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))))
  const lines = rows.map((row) => `  ${row.map((cell, column) => pad(cell, widths[column] ?? 0)).join('  ')}`.trimEnd())
  const unconfirmed = estimate.unconfirmedModels.map(printable).join(', ')
  return [
    say('estimate_novel', { tokens: estimate.novelTokens.toLocaleString('en') }),
    ...lines,
    totalOf(estimate, say),
    ...(unconfirmed ? [say('estimate_unconfirmed', { models: unconfirmed })] : []),
  ].join('\n')
}

/** A sum of nothing would read as "free" where no price is known. */
function totalOf({ costUsd: { low, expected, high }, lines, unpricedModels }: Estimate, say: Say): string {
  const models = unpricedModels.map(printable).join(', ')
  if (lines.every(({ costUsd }) => !costUsd)) return say('estimate_all_unpriced', { models })
  const total = say('estimate_total', { low: usdText(low), expected: usdText(expected), high: usdText(high) })
  return models ? `${total}, ${say('estimate_unpriced', { models })}` : total
}
