/** What of a job was done by the offline rules because the model could not, in words. Pure. */
import type { JobItem } from '../contracts/job.ts'
import { itemKinds } from '../contracts/job-types.ts'
import type { Language } from '../contracts/text.ts'
import { printable } from './terminal.ts'
import { sayIn } from './text.ts'

/** The most reasons that are named. */
const mostReasons = 5

/** Empty where the rules had nothing to do: how many parts they did, of which kinds, and why, the most frequent reason first. */
export function fallbackText(items: readonly JobItem[], language: Language): string {
  const fallbacksOf = ({ notes }: JobItem) => notes.filter(({ code }) => code === 'fell_back_to_rules')
  const fallen = items.filter((item) => fallbacksOf(item).length > 0)
  if (fallen.length === 0) return ''
  const reasons = new Map<string, number>()
  for (const { params } of fallen.flatMap(fallbacksOf)) {
    const reason = printable(String(params.reason ?? ''))
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  }
  const say = sayIn(language)
  const kinds = itemKinds.flatMap((kind) => {
    const count = fallen.filter((item) => item.kind === kind).length
    return count > 0 ? [say(`${kind}_parts`, { count })] : []
  })
  const byFrequency = [...reasons].sort(([, a], [, b]) => b - a)
  const lines = byFrequency.slice(0, mostReasons).map(([reason, count]) => `  ${count} × ${reason}`)
  if (byFrequency.length > mostReasons) lines.push(`  ${say('more', { count: byFrequency.length - mostReasons })}`)
  return [
    say('fell_back', { parts: fallen.length, kinds: kinds.join(language === 'zh' ? '、' : ', ') }),
    ...lines,
  ].join('\n')
}
