/** What the stream has told so far. Pure: messages in, a new state out. */
import type { Job } from '../../../src/contracts/job.ts'
import { isFinal } from '../../../src/contracts/statuses.ts'
import type { ProgressMessage, StreamMessages } from '../../../src/contracts/stream.ts'

export type LiveMessage = {
  [Event in keyof StreamMessages]: { event: Event; data: StreamMessages[Event] }
}[keyof StreamMessages]

export interface LiveState {
  /** Whether the first snapshot has come. Before it, "no jobs" means "not known yet". */
  ready: boolean
  jobs: ReadonlyMap<string, Job>
  /** Jobs that are gone, so that lists loaded before do not show them. */
  deleted: ReadonlySet<string>
  /** The last heartbeat of each live job. */
  heartbeats: ReadonlyMap<string, ProgressMessage>
  /** The end of what is being written, by item. Kept until the item or its job ends; nothing else remembers it. */
  writings: ReadonlyMap<string, Writing>
}

export interface Writing {
  jobId: string
  text: string
}

export const emptyLiveState: LiveState = {
  ready: false,
  jobs: new Map(),
  deleted: new Set(),
  heartbeats: new Map(),
  writings: new Map(),
}

/** Applies messages in their order. A message that is older than what is known changes nothing; applying one twice is harmless. */
export function applyMessages(state: LiveState, messages: readonly LiveMessage[]): LiveState {
  if (messages.length === 0) return state
  let jobs = new Map(state.jobs)
  const deleted = new Set(state.deleted)
  const heartbeats = new Map(state.heartbeats)
  const writings = new Map(state.writings)
  let ready = state.ready

  const takeJob = (job: Job) => {
    if (deleted.has(job.id) || !isNewer(job, jobs.get(job.id))) return
    jobs.set(job.id, job)
    if (isFinal(job.status)) forget(job.id)
  }
  const forget = (jobId: string) => {
    heartbeats.delete(jobId)
    for (const [itemId, writing] of writings) if (writing.jobId === jobId) writings.delete(itemId)
  }

  for (const message of messages) {
    switch (message.event) {
      case 'snapshot': {
        const known = jobs
        if (!message.data.resumed) jobs = new Map()
        for (const job of message.data.jobs) {
          const earlier = known.get(job.id)
          takeJob(earlier && earlier.version > job.version ? earlier : job)
        }
        ready = true
        break
      }
      case 'job':
        takeJob(message.data)
        break
      case 'job_deleted':
        for (const id of withDescendants(message.data.jobId, jobs)) {
          jobs.delete(id)
          forget(id)
          deleted.add(id)
        }
        break
      case 'progress': {
        const job = jobs.get(message.data.jobId)
        if (!job || isFinal(job.status)) break
        heartbeats.set(job.id, message.data)
        const { itemId, text } = message.data
        if (itemId && text) writings.set(itemId, { jobId: job.id, text })
        break
      }
      case 'item':
        if (message.data.status !== 'processing') writings.delete(message.data.id)
        break
    }
  }
  return { ready, jobs, deleted, heartbeats, writings }
}

/** Whether a job says something that `known` does not. */
export function isNewer(job: Job, known: Job | undefined): boolean {
  return known === undefined || job.version > known.version
}

/** Of two views of the same job, the later one. */
export function latest(job: Job, known: Job | undefined): Job {
  return known && known.version > job.version ? known : job
}

function withDescendants(id: string, jobs: ReadonlyMap<string, Job>): string[] {
  const found = [id]
  for (let index = 0; index < found.length; index++) {
    for (const job of jobs.values()) if (job.parentId === found[index] && !found.includes(job.id)) found.push(job.id)
  }
  return found
}
