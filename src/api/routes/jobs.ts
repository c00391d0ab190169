/** `/api/jobs`: what was asked for and what became of it. */
import { type Request, Router } from 'express'
import { z } from 'zod'
import type { JobDetail } from '../../contracts/job.ts'
import { startJobRequestSchema } from '../../contracts/job-inputs.ts'
import { jobTypes } from '../../contracts/job-types.ts'
import type { JobProgress } from '../../contracts/progress.ts'
import { isLive, jobStatuses } from '../../contracts/statuses.ts'
import { deleteJob } from '../../db/queries/delete-job.ts'
import { getJob } from '../../db/queries/get-job.ts'
import { getSpending } from '../../db/queries/get-spending.ts'
import { listJobItems } from '../../db/queries/list-job-items.ts'
import { listJobs } from '../../db/queries/list-jobs.ts'
import { describeJob } from '../../engine/describe-job.ts'
import { queryProgress } from '../../engine/query-progress.ts'
import { type ApiContext, userOf } from '../context.ts'
import { jsonBody } from '../json-body.ts'
import { pageQuery, toPage } from '../paging.ts'
import { removeUnused } from '../reading/take-novel.ts'
import { InvalidRequestError, parseRequest, pathId } from '../requests.ts'
import { resource } from '../resource.ts'
import { cancelJob, retryJob, startJob } from '../start-job.ts'

/** One value, several in one parameter parted by commas, or the parameter several times. */
function listOf<const Value extends string>(values: readonly [Value, ...Value[]]) {
  return z
    .union([z.string(), z.array(z.string())])
    .transform((given) => [given].flat().flatMap((part) => part.split(',')))
    .pipe(z.array(z.enum(values)).min(1))
}

const listQuerySchema = z.strictObject({
  ...pageQuery({ defaultLimit: 50, maxLimit: 100 }),
  status: listOf(jobStatuses).optional(),
  type: listOf(jobTypes).optional(),
  projectId: z.uuid().optional(),
  parentId: z.union([z.literal('none'), z.uuid()]).optional(),
})
/** A job has at most some thousands of items, and who looks at them wants to see all. */
const itemsQuerySchema = z.strictObject(pageQuery({ defaultLimit: 5000, maxLimit: 5000 }))
const idempotencyKeyPattern = /^[\x21-\x7e]{1,255}$/
/** Children shown with a job; the list with `parentId` pages through more. */
const mostChildren = 1000

export function jobRoutes(context: ApiContext): Router {
  const { db } = context.database
  const router = Router()
  const idsOf = (request: Request) => ({
    jobId: pathId(request.params.jobId, 'job'),
    userId: userOf(context, request),
  })

  resource(router, '/jobs', {
    get: async (request, response) => {
      const { limit, cursor, parentId, ...filter } = parseRequest(listQuerySchema, request.query, 'query')
      const found = await listJobs(db, {
        ...filter,
        parentId: parentId === 'none' ? null : parentId,
        userId: userOf(context, request),
        limit: limit + 1,
        before: cursor,
      })
      response.json(toPage(found, limit))
    },
    post: [
      jsonBody,
      async (request, response) => {
        const body = parseRequest(startJobRequestSchema, request.body, 'body')
        const order = { userId: userOf(context, request), request: body, idempotencyKey: idempotencyKeyOf(request) }
        const job = await startJob(context, order)
        response.status(202).location(`/api/jobs/${job.id}`).json(job)
      },
    ],
  })

  resource(router, '/jobs/:jobId', {
    get: async (request, response) => {
      const ids = idsOf(request)
      const job = await getJob(db, ids)
      const [children, spending, live] = await Promise.all([
        listJobs(db, { userId: ids.userId, parentId: job.id, limit: mostChildren }),
        getSpending(db, { userId: ids.userId, subjectId: job.id }),
        isLive(job.status) ? describeJob(context.engine, { type: job.type, jobId: job.id }) : null,
      ])
      const detail: JobDetail = { ...job, children: children.reverse(), spending, live }
      response.json(detail)
    },
    delete: async (request, response) => {
      const files = await deleteJob(db, idsOf(request))
      await removeUnused(context, files)
      response.status(204).end()
    },
  })

  resource(router, '/jobs/:jobId/items', {
    get: async (request, response) => {
      const { limit, cursor } = parseRequest(itemsQuerySchema, request.query, 'query')
      const job = await getJob(db, idsOf(request))
      response.json(toPage(await listJobItems(db, { jobId: job.id, limit: limit + 1, after: cursor }), limit))
    },
  })

  resource(router, '/jobs/:jobId/progress', {
    get: async (request, response) => {
      const job = await getJob(db, idsOf(request))
      const live = isLive(job.status) ? await queryProgress(context.engine, { type: job.type, jobId: job.id }) : null
      const row: JobProgress = { phase: job.phase, phases: job.phases, percent: job.progress, waiting: null }
      response.json(live ?? row)
    },
  })

  resource(router, '/jobs/:jobId/cancel', {
    post: async (request, response) => {
      const { job, accepted } = await cancelJob(context, idsOf(request))
      response.status(accepted ? 202 : 200).json(job)
    },
  })

  resource(router, '/jobs/:jobId/retry', {
    post: async (request, response) => {
      const job = await retryJob(context, idsOf(request))
      response.status(202).location(`/api/jobs/${job.id}`).json(job)
    },
  })

  return router
}

function idempotencyKeyOf(request: Request): string | undefined {
  const key = request.get('idempotency-key')
  if (key === undefined || idempotencyKeyPattern.test(key)) return key
  throw new InvalidRequestError([
    { in: 'header', path: 'Idempotency-Key', message: 'expected 1 to 255 visible ASCII characters' },
  ])
}
