/** `POST /api/projects/:id/estimate`: what a job would take if it were started now. Nothing is stored, and no provider is asked. */
import { Router } from 'express'
import { estimateRequestSchema } from '../../contracts/job-inputs.ts'
import { type ApiContext, projectIdsOf } from '../context.ts'
import { estimateTaskOf } from '../estimating/task-of-project.ts'
import { jsonBody } from '../json-body.ts'
import { parseRequest } from '../requests.ts'
import { resource } from '../resource.ts'

export function estimateRoutes(context: ApiContext): Router {
  const router = Router()

  resource(router, '/projects/:projectId/estimate', {
    post: [
      jsonBody,
      async (request, response) => {
        const ids = projectIdsOf(context, request)
        const order = parseRequest(estimateRequestSchema, request.body, 'body')
        const task = await estimateTaskOf(context, ids, order)
        const left = new AbortController()
        response.on('close', () => left.abort(new Error('Nobody waits for the estimate any more.')))
        response.json(await context.estimate(task, left.signal))
      },
    ],
  })

  return router
}
