/** The cast of a project, those kept aside from it, and one character. */
import { Router } from 'express'
import { patchCharacterRequestSchema } from '../../contracts/entities.ts'
import { changeCharacter } from '../../db/queries/change-character.ts'
import { getCharacter } from '../../db/queries/get-character.ts'
import { getProjectNovel } from '../../db/queries/get-project-novel.ts'
import { listCharacters } from '../../db/queries/list-characters.ts'
import { type ApiContext, projectIdsOf, userOf } from '../context.ts'
import { jsonBody } from '../json-body.ts'
import { parseRequest, pathId } from '../requests.ts'
import { resource } from '../resource.ts'

export function characterRoutes(context: ApiContext): Router {
  const { database } = context
  const router = Router()

  resource(router, '/projects/:projectId/characters', {
    get: async (request, response) => {
      const ids = projectIdsOf(context, request)
      await getProjectNovel(database.db, ids)
      response.json({ items: await listCharacters(database.db, ids), nextCursor: null })
    },
  })

  resource(router, '/characters/:characterId', {
    get: async (request, response) => {
      const ids = { characterId: pathId(request.params.characterId, 'character'), userId: userOf(context, request) }
      response.json(await getCharacter(database.db, ids))
    },
    patch: [
      jsonBody,
      async (request, response) => {
        const ids = { characterId: pathId(request.params.characterId, 'character'), userId: userOf(context, request) }
        await changeCharacter(database.db, ids, parseRequest(patchCharacterRequestSchema, request.body, 'body'))
        response.json(await getCharacter(database.db, ids))
      },
    ],
  })

  return router
}
