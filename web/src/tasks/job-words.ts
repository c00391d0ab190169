/** A job in words. Titles of types come from the contracts. */
import type { Job, JobItem, Waiting } from '../../../src/contracts/job.ts'
import { jobCatalogue } from '../../../src/contracts/job-types.ts'
import type { JobStatus } from '../../../src/contracts/statuses.ts'
import type { ProgressMessage } from '../../../src/contracts/stream.ts'
import type { Language } from '../../../src/contracts/text.ts'
import type { BadgeTone } from '../design/badge.tsx'
import { formatTime } from '../i18n/format.ts'
import type { Translate } from '../i18n/language.tsx'
import type { JobNode } from '../live/job-tree.ts'

/** The type, and what the job is about where that is known. */
export function jobTitle(job: Job, language: Language): string {
  const title = jobCatalogue[job.type].title[language]
  return job.label ? `${title} · ${job.label}` : title
}

export const statusTones: Record<JobStatus, BadgeTone> = {
  pending: 'neutral',
  processing: 'accent',
  completed: 'good',
  completed_with_failures: 'warn',
  failed: 'bad',
  cancelled: 'neutral',
}

export function isCancelling(job: Job): boolean {
  return job.cancelRequested && (job.status === 'pending' || job.status === 'processing')
}

export function statusWords(job: Job, t: Translate): string {
  return isCancelling(job) ? t('tasks.cancelling') : t(`status.${job.status}`)
}

/** Phase and count of items, such as "Writing scripts · 12/40". A phase that another job does is told in that job's words. */
export function phaseWords({ job, children }: JobNode, t: Translate): string {
  if (!job.phase) return ''
  const words = t(`phase.${job.phase}`)
  const count = job.phases[job.phase]
  const hasItems = jobCatalogue[job.type].phases.some(({ name, itemKind }) => name === job.phase && itemKind)
  if (hasItems) return count && count.total > 1 ? `${words} · ${count.completed}/${count.total}` : words
  const worker = children.find((child) => child.job.status === 'processing')
  const inner = worker && phaseWords(worker, t)
  return inner ? `${words} · ${inner}` : words
}

/** What a running step says of itself: what it works on, and how far it is. */
export function stepWords({ message, done, total }: ProgressMessage): string {
  const share = total > 0 ? `${Math.floor((100 * Math.min(done, total)) / total)}%` : ''
  return [message, share].filter(Boolean).join(' ')
}

export function waitingWords(waiting: Waiting, language: Language, t: Translate): string {
  const reason = t(`waiting.${waiting.reason}`)
  return waiting.until ? t('waiting.until', { reason, time: formatTime(waiting.until, language) }) : reason
}

export function failedItems(job: Job): number {
  return Object.values(job.phases).reduce((sum, count) => sum + (count?.failed ?? 0), 0)
}

export function itemTitle(item: JobItem, t: Translate): string {
  const kind = t(`item.${item.kind}`, { n: item.number + 1 })
  return item.label && item.label !== kind ? `${kind} · ${item.label}` : kind
}

/** How long a job has run, in milliseconds; null before it started. */
export function elapsedMs(job: Job, nowMs: number): number | null {
  if (!job.startedAt) return null
  return (job.completedAt ? Date.parse(job.completedAt) : nowMs) - Date.parse(job.startedAt)
}
