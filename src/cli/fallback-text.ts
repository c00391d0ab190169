/** What of a job was done by the offline rules because the model could not, in words. Pure. */
import type { JobItem } from '../contracts/job.ts'
import type { Language } from '../contracts/text.ts'
import { printable } from './terminal.ts'
import { sayIn } from './text.ts'

/** The most reasons that are named. */
const mostReasons = 5

/** Empty where the rules had nothing to do: how many parts they did, and why, the most frequent reason first. */
export function fallbackText(items: readonly JobItem[], language: Language): string {
  const reasons = new Map<string, number>()
  let parts = 0
  for (const { notes } of items) {
    const fallbacks = notes.filter(({ code }) => code === 'fell_back_to_rules')
    if (fallbacks.length > 0) parts++
    for (const { params } of fallbacks) {
      const reason = printable(String(params.reason ?? ''))
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
    }
  }
  if (parts === 0) return ''
  const say = sayIn(language)
  const byFrequency = [...reasons].sort(([, a], [, b]) => b - a)
  const lines = byFrequency.slice(0, mostReasons).map(([reason, count]) => `  ${count} × ${reason}`)
  if (byFrequency.length > mostReasons) lines.push(`  ${say('more', { count: byFrequency.length - mostReasons })}`)
  return [say('fell_back', { parts }), ...lines].join('\n')
}
