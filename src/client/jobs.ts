/** Jobs: start, list, look at, cancel, retry, delete. */
import { z } from 'zod'
import { pageSchema } from '../contracts/entities.ts'
import { jobDetailSchema, jobItemSchema, jobSchema } from '../contracts/job.ts'
import type { StartJobRequest } from '../contracts/job-inputs.ts'
import { type JobType, phases } from '../contracts/job-types.ts'
import { type JobStatus, liveJobStatuses } from '../contracts/statuses.ts'
import type { PageQuery } from './projects.ts'
import type { RequestOptions, Transport } from './transport.ts'

/** Which jobs a list is about. Several statuses or types: any of them. */
export interface JobQuery extends PageQuery {
  status?: JobStatus | readonly JobStatus[]
  type?: JobType | readonly JobType[]
  projectId?: string
  /** The parts of one job. */
  parentId?: string
}

const jobProgressSchema = z.object({
  phase: z.enum(phases).nullable(),
  phases: z.partialRecord(z.enum(phases), z.object({ total: z.number(), completed: z.number(), failed: z.number() })),
  percent: z.number(),
})

/** The most jobs of one page that the API gives. */
const largestPage = 100
/** A bound on `getActiveJobs`, far above what one person runs at a time. */
const mostPages = 100

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
    getActiveJobs: async (options?: RequestOptions) => {
      const jobs = []
      let cursor: string | undefined
      for (let page = 0; page < mostPages; page++) {
        const { items, nextCursor } = await getUserJobs(
          { status: liveJobStatuses, limit: largestPage, cursor },
          options,
        )
        jobs.push(...items)
        if (nextCursor === null) break
        cursor = nextCursor
      }
      return jobs
    },

    /** A job with its parts and, while it runs, what Temporal knows of its attempts. */
    getJobStatus: (jobId: string, options?: RequestOptions) => json('GET', job(jobId), jobDetailSchema, options),

    /** Everything in a job that can be seen and retried on its own. */
    listJobItems: async (jobId: string, options?: RequestOptions) =>
      (await json('GET', job(jobId, '/items'), z.object({ items: z.array(jobItemSchema) }), options)).items,

    getJobProgress: (jobId: string, options?: RequestOptions) =>
      json('GET', job(jobId, '/progress'), jobProgressSchema, options),

    /** Asks a job to stop. What is finished is kept. */
    cancelJob: (jobId: string, options?: RequestOptions) => json('POST', job(jobId, '/cancel'), jobSchema, options),

    /** Does what is missing of a job that ended without all of it, in the same job. */
    retryJob: (jobId: string, options?: RequestOptions) => json('POST', job(jobId, '/retry'), jobSchema, options),

    /** Deletes a job that has ended. Episodes, characters and pictures stay. */
    deleteJob: (jobId: string, options?: RequestOptions) => send('DELETE', job(jobId), async () => {}, options),
  }
}
