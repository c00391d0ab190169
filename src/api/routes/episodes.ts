/** Episodes of a project, and one. */
import { Router } from 'express'
import { getEpisode } from '../../db/queries/get-episode.ts'
import { getProjectNovel } from '../../db/queries/get-project-novel.ts'
import { listEpisodes } from '../../db/queries/list-episodes.ts'
import { type ApiContext, projectIdsOf, userOf } from '../context.ts'
import { pathId } from '../requests.ts'
import { resource } from '../resource.ts'

export function episodeRoutes(context: ApiContext): Router {
  const { database } = context
  const router = Router()

  resource(router, '/projects/:projectId/episodes', {
    get: async (request, response) => {
      const ids = projectIdsOf(context, request)
      await getProjectNovel(database.db, ids)
      response.json({ items: await listEpisodes(database.db, ids), nextCursor: null })
    },
  })

  resource(router, '/episodes/:episodeId', {
    get: async (request, response) => {
      const ids = { episodeId: pathId(request.params.episodeId, 'episode'), userId: userOf(context, request) }
      response.json(await getEpisode(database.db, ids))
    },
  })

  return router
}
