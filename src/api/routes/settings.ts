/**
 * `/api/settings` and `/api/projects/:id/settings`: who reads, writes and draws, for the installation and for a project that differs from it; and
 * `.../test`, which tries what is in effect. Keys go in and never come out.
 */
import { type Request, type RequestHandler, type Response, Router } from 'express'
import { patchSettingsRequestSchema, testSettingsRequestSchema } from '../../contracts/settings.ts'
import { getProject } from '../../db/queries/get-project.ts'
import type { ScopeIds } from '../../settings/settings.ts'
import { type ApiContext, projectIdsOf, userOf } from '../context.ts'
import { jsonBody } from '../json-body.ts'
import { parseRequest } from '../requests.ts'
import { resource } from '../resource.ts'

export function settingsRoutes(context: ApiContext): Router {
  const { settings, database } = context
  const router = Router()

  const installation = async (request: Request): Promise<ScopeIds> => ({
    userId: userOf(context, request),
    projectId: null,
  })
  const project = async (request: Request): Promise<ScopeIds> => {
    const ids = projectIdsOf(context, request)
    await getProject(database.db, ids)
    return ids
  }

  for (const [path, scopeOf] of [
    ['/settings', installation],
    ['/projects/:projectId/settings', project],
  ] as const) {
    resource(router, path, {
      get: async (request, response) => {
        response.json(await settings.view(await scopeOf(request)))
      },
      patch: [
        jsonBody,
        async (request, response) => {
          const patch = parseRequest(patchSettingsRequestSchema, request.body, 'body')
          response.json(await settings.change(await scopeOf(request), patch))
        },
      ],
    })
    resource(router, `${path}/test`, { post: [jsonBody, test(scopeOf)] })
  }

  function test(scopeOf: (request: Request) => Promise<ScopeIds>): RequestHandler {
    return async (request, response) => {
      const body = parseRequest(testSettingsRequestSchema, request.body, 'body')
      const signal = leaving(response)
      response.json(await settings.test(await scopeOf(request), body, signal))
    }
  }

  return router
}

/** Aborts when whoever asked is gone. */
function leaving(response: Response): AbortSignal {
  const gone = new AbortController()
  response.on('close', () => {
    if (!response.writableFinished) gone.abort(new Error('The caller is gone.'))
  })
  return gone.signal
}
