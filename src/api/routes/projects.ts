/** `/api/projects`: an adaptation of one novel. Deleting one while a job of it has work to do is refused with `job_live`. */
import { Router } from 'express'
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { createProjectRequestSchema, updateProjectRequestSchema } from '../../contracts/entities.ts'
import { deleteProject } from '../../db/queries/delete-project.ts'
import { getProject } from '../../db/queries/get-project.ts'
import { insertProject } from '../../db/queries/insert-project.ts'
import { listProjects } from '../../db/queries/list-projects.ts'
import { updateProject } from '../../db/queries/update-project.ts'
import { type ApiContext, projectIdsOf, userOf } from '../context.ts'
import { jsonBody } from '../json-body.ts'
import { pageQuery, toPage } from '../paging.ts'
import { removeUnused } from '../reading/take-novel.ts'
import { parseRequest } from '../requests.ts'
import { resource } from '../resource.ts'

const listQuerySchema = z.strictObject({
  ...pageQuery({ defaultLimit: 50, maxLimit: 100 }),
  name: z.string().trim().min(1).max(200).optional(),
})

export function projectRoutes(context: ApiContext): Router {
  const { database } = context
  const router = Router()

  resource(router, '/projects', {
    get: async (request, response) => {
      const { limit, cursor, name } = parseRequest(listQuerySchema, request.query, 'query')
      const userId = userOf(context, request)
      const found = await listProjects(database.db, { userId, name, limit: limit + 1, before: cursor })
      response.json(toPage(found, limit))
    },
    post: [
      jsonBody,
      async (request, response) => {
        const body = parseRequest(createProjectRequestSchema, request.body, 'body')
        const userId = userOf(context, request)
        const projectId = uuidv7()
        await insertProject(database.db, { id: projectId, userId, ...body })
        const project = await getProject(database.db, { projectId, userId })
        response.status(201).location(`/api/projects/${projectId}`).json(project)
      },
    ],
  })

  resource(router, '/projects/:projectId', {
    get: async (request, response) => {
      const ids = projectIdsOf(context, request)
      response.json(await getProject(database.db, ids))
    },
    patch: [
      jsonBody,
      async (request, response) => {
        const ids = projectIdsOf(context, request)
        const change = parseRequest(updateProjectRequestSchema, request.body, 'body')
        await updateProject(database.db, ids, change)
        response.json(await getProject(database.db, ids))
      },
    ],
    delete: async (request, response) => {
      const ids = projectIdsOf(context, request)
      const files = await deleteProject(database.db, ids)
      await removeUnused(context, files)
      response.status(204).end()
    },
  })

  return router
}
