/** Jobs: start, list, look at, cancel, retry, delete. */
import { z } from 'zod'
import { pageSchema } from '../contracts/entities.ts'
import { jobDetailSchema, jobItemSchema, jobSchema } from '../contracts/job.ts'
import type { StartJobRequest } from '../contracts/job-inputs.ts'
import { type JobType, phases } from '../contracts/job-types.ts'
import { spendingSchema } from '../contracts/money.ts'
import { type JobStatus, liveJobStatuses } from '../contracts/statuses.ts'
import type { PageQuery } from './projects.ts'
import type { RequestOptions, Transport } from './transport.ts'

/** Which jobs a list is about. Several statuses or types: any of them. */
export interface JobQuery extends PageQuery {
  status?: JobStatus | readonly JobStatus[]
  type?: JobType | readonly JobType[]
  projectId?: string
  /** The parts of one job; `none`: only jobs that are a part of no other. */
  parentId?: string
}

const jobProgressSchema = z.object({
  phase: z.enum(phases).nullable(),
  phases: z.partialRecord(z.enum(phases), z.object({ total: z.number(), completed: z.number(), failed: z.number() })),
  percent: z.number(),
  waiting: z.literal('budget').nullable(),
})

/** The most jobs of one page that the API gives. */
const largestPage = 100
/** A bound on lists that are read whole, far above what one person has. */
const mostPages = 200

export function jobMethods({ json, send }: Transport) {
  const job = (id: string, rest = '') => `/api/jobs/${encodeURIComponent(id)}${rest}`

  /** One page of the user's jobs, newest first. */
  function getUserJobs(query: JobQuery = {}, options?: RequestOptions) {
    return json('GET', '/api/jobs', pageSchema(jobSchema), { query: { ...query }, ...options })
  }

  return {
    /** Starts a job. The same `idempotencyKey` is the same job, however often it is sent. */
    startJob: (
      request: StartJobRequest,
      { idempotencyKey, ...options }: RequestOptions & { idempotencyKey?: string } = {},
    ) =>
      json('POST', '/api/jobs', jobSchema, {
        json: request,
        headers: idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey },
        ...options,
      }),

    getUserJobs,

    /** All jobs that still have work to do, newest first. */
    getActiveJobs: (options?: RequestOptions) =>
      allOf((cursor) => getUserJobs({ status: liveJobStatuses, limit: largestPage, cursor }, options)),

    /** A job with its parts and, while it runs, what Temporal knows of its attempts. */
    getJobStatus: (jobId: string, options?: RequestOptions) => json('GET', job(jobId), jobDetailSchema, options),

    /** Everything in a job that can be seen and retried on its own. */
    listJobItems: (jobId: string, options?: RequestOptions) =>
      allOf((cursor) =>
        json('GET', job(jobId, '/items'), pageSchema(jobItemSchema), { query: { cursor }, ...options }),
      ),

    getJobProgress: (jobId: string, options?: RequestOptions) =>
      json('GET', job(jobId, '/progress'), jobProgressSchema, options),

    /** Asks a job to stop. What is finished is kept. */
    cancelJob: (jobId: string, options?: RequestOptions) => json('POST', job(jobId, '/cancel'), jobSchema, options),

    /** Does what is missing of a job that ended without all of it, in the same job. */
    retryJob: (jobId: string, options?: RequestOptions) => json('POST', job(jobId, '/retry'), jobSchema, options),

    /** Sets how much a job may spend with its parts, or with null takes the limit away. A job that waits for it goes on. */
    setJobBudget: (jobId: string, budgetUsd: number | null, options?: RequestOptions) =>
      json('PUT', job(jobId, '/budget'), spendingSchema, { json: { budgetUsd }, ...options }),

    /** Deletes a job that has ended. Episodes, characters and pictures stay. */
    deleteJob: (jobId: string, options?: RequestOptions) => send('DELETE', job(jobId), async () => {}, options),
  }
}

/** All pages of a list, one after the other. */
async function allOf<Item>(
  page: (cursor?: string) => Promise<{ items: Item[]; nextCursor: string | null }>,
): Promise<Item[]> {
  const all: Item[] = []
  let cursor: string | undefined
  for (let read = 0; read < mostPages; read++) {
    const { items, nextCursor } = await page(cursor)
    all.push(...items)
    if (nextCursor === null) break
    cursor = nextCursor
  }
  return all
}
