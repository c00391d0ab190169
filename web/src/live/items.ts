/** Items of a job as they change. Pure. */
import type { JobItem } from '../../../src/contracts/job.ts'
import { itemKinds } from '../../../src/contracts/job-types.ts'

/** The list with one item put in, unless what is there is as new. Ordered by kind, then number. */
export function withItem(items: readonly JobItem[], item: JobItem): JobItem[] {
  const known = items.find(({ id }) => id === item.id)
  if (known)
    return known.version >= item.version ? [...items] : items.map((other) => (other.id === item.id ? item : other))
  return [...items, item].sort((a, b) => (a.kind === b.kind ? a.number - b.number : kindOrder(a) - kindOrder(b)))
}

function kindOrder(item: JobItem): number {
  return itemKinds.indexOf(item.kind)
}

/** Items that say something first: failed, running, waiting; of the finished, those with notes. */
export function itemsByUrgency(items: readonly JobItem[]): JobItem[] {
  const rank: Record<JobItem['status'], number> = { failed: 0, processing: 1, pending: 2, cancelled: 3, completed: 4 }
  return [...items].sort((a, b) => rank[a.status] - rank[b.status] || b.notes.length - a.notes.length)
}

/** What a finished item of this kind changed in its project. */
export function changedBy(item: JobItem): 'episodes' | 'characters' | null {
  if (item.kind === 'episode') return 'episodes'
  return item.kind === 'window' || item.kind === 'pair' ? null : 'characters'
}
