/** `PUT /api/jobs/:id/budget` and `PUT /api/projects/:id/budget`: how much may be spent. Jobs that wait for it are told. */
import { Router } from 'express'
import { putBudgetRequestSchema } from '../../contracts/money.ts'
import { getJob } from '../../db/queries/get-job.ts'
import { getProject } from '../../db/queries/get-project.ts'
import { changeBudget } from '../budgets.ts'
import { type ApiContext, projectIdsOf, userOf } from '../context.ts'
import { jsonBody } from '../json-body.ts'
import { parseRequest, pathId } from '../requests.ts'
import { resource } from '../resource.ts'

export function budgetRoutes(context: ApiContext): Router {
  const { db } = context.database
  const router = Router()

  resource(router, '/jobs/:jobId/budget', {
    put: [
      jsonBody,
      async (request, response) => {
        const { budgetUsd } = parseRequest(putBudgetRequestSchema, request.body, 'body')
        const userId = userOf(context, request)
        const job = await getJob(db, { jobId: pathId(request.params.jobId, 'job'), userId })
        response.json(await changeBudget(context, { userId, projectId: job.projectId, subjectId: job.id, budgetUsd }))
      },
    ],
  })

  resource(router, '/projects/:projectId/budget', {
    put: [
      jsonBody,
      async (request, response) => {
        const { budgetUsd } = parseRequest(putBudgetRequestSchema, request.body, 'body')
        const ids = projectIdsOf(context, request)
        await getProject(db, ids)
        response.json(await changeBudget(context, { ...ids, subjectId: ids.projectId, budgetUsd }))
      },
    ],
  })

  return router
}
