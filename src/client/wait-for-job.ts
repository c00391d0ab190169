/** Waits for the end of a job by listening to the stream. */
import type { Job } from '../contracts/job.ts'
import { isFinal } from '../contracts/statuses.ts'
import { CineqoApiError } from './errors.ts'
import type { jobMethods } from './jobs.ts'
import { subscribeToJobs } from './stream.ts'
import type { Transport } from './transport.ts'

export interface WaitOptions {
  /** Called with the job and the jobs that are parts of it, at any depth, when one of them changes. */
  onChange?(job: Job, parts: Job[]): void
  /** Ends the waiting, not the job. */
  signal?: AbortSignal
}

/**
 * The job when it has ended, in whatever way. Rejects with `not_found` when there is no such job or it is deleted meanwhile, and with the
 * signal's reason. A lost connection is waited out.
 */
export function waitForJob(
  transport: Transport,
  jobs: ReturnType<typeof jobMethods>,
  jobId: string,
  { onChange, signal }: WaitOptions = {},
): Promise<Job> {
  return new Promise((resolve, reject) => {
    const known = new Map<string, Job>()
    const over = new AbortController()

    const settle = (finish: () => void) => {
      if (over.signal.aborted) return
      over.abort()
      finish()
    }
    const fail = (error: unknown) => settle(() => reject(error))

    /** Takes what is newer than what is known, and tells about it once. */
    function take(changed: readonly Job[]): void {
      const fresh = changed.filter((job) => job.version > (known.get(job.id)?.version ?? -1))
      for (const job of fresh) known.set(job.id, job)
      const job = known.get(jobId)
      if (!job || over.signal.aborted) return
      if (fresh.some((one) => isPartOf(one, jobId, known))) onChange?.(job, partsOf(jobId, known))
      if (isFinal(job.status)) settle(() => resolve(job))
    }

    /** The stream tells what changes; how things stood before is asked once for each connection. */
    function look(): void {
      jobs.getJobStatus(jobId, { signal: over.signal }).then(
        ({ children, live: _, ...job }) => take([job, ...children]),
        (error) => {
          // Whatever else fails here is repeated with the next connection.
          if (error instanceof CineqoApiError && error.status >= 400 && error.status < 500) fail(error)
        },
      )
    }

    if (signal?.aborted) return fail(signal.reason)
    signal?.addEventListener('abort', () => fail(signal.reason), { signal: over.signal })
    subscribeToJobs(
      transport,
      {
        onSnapshot: (snapshot) => {
          take(snapshot.jobs)
          if (!snapshot.resumed || !known.has(jobId)) look()
        },
        onJob: (job) => take([job]),
        onJobDeleted: (deleted) => {
          known.delete(deleted.jobId)
          if (deleted.jobId === jobId) look()
        },
      },
      { signal: over.signal },
    )
  })
}

function isPartOf(job: Job, jobId: string, known: ReadonlyMap<string, Job>): boolean {
  let one: Job | undefined = job
  // Jobs nest three deep; the bound is for data that says otherwise.
  for (let depth = 0; one && depth < 10; depth++) {
    if (one.id === jobId) return true
    one = one.parentId === null ? undefined : known.get(one.parentId)
  }
  return false
}

function partsOf(jobId: string, known: ReadonlyMap<string, Job>): Job[] {
  return [...known.values()].filter((job) => job.id !== jobId && isPartOf(job, jobId, known))
}
