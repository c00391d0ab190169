/** Jobs as trees: an adaptation holds its split and its cast, a cast its pictures. Pure. */
import type { Job } from '../../../src/contracts/job.ts'
import { isLive, type WaitingReason } from '../../../src/contracts/statuses.ts'

export interface JobNode {
  job: Job
  children: JobNode[]
}

/** Trees of all jobs, newest root first. A job whose parent is not known stands as a root. */
export function jobTrees(jobs: Iterable<Job>): JobNode[] {
  const nodes = new Map<string, JobNode>()
  for (const job of jobs) nodes.set(job.id, { job, children: [] })
  const roots: JobNode[] = []
  for (const node of nodes.values()) {
    const parent = node.job.parentId === null ? undefined : nodes.get(node.job.parentId)
    if (parent) parent.children.push(node)
    else roots.push(node)
  }
  for (const node of nodes.values()) node.children.sort((a, b) => oldestFirst(a.job, b.job))
  return roots.sort((a, b) => oldestFirst(b.job, a.job))
}

/** Whether anything in the tree still runs. */
export function hasLive(node: JobNode): boolean {
  return isLive(node.job.status) || node.children.some(hasLive)
}

/** Whether anything in the tree waits for this. */
export function hasWaiting(node: JobNode, reason: WaitingReason): boolean {
  const { waiting, status } = node.job
  return (isLive(status) && waiting?.reason === reason) || node.children.some((child) => hasWaiting(child, reason))
}

/** Trees in which something runs: what the Task Center counts and shows as live. */
export function liveTrees(jobs: Iterable<Job>): JobNode[] {
  return jobTrees(jobs).filter(hasLive)
}

/** The children to show first: running, then failed, then the rest in their order. */
export function byUrgency(nodes: readonly JobNode[]): JobNode[] {
  const rank = ({ job }: JobNode) =>
    job.status === 'processing' ? 0 : job.status === 'failed' || job.status === 'completed_with_failures' ? 1 : 2
  return [...nodes].sort((a, b) => rank(a) - rank(b))
}

function oldestFirst(a: Job, b: Job): number {
  return a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.id < b.id ? -1 : 1
}
