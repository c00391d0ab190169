/** The chapters of a project's novel, and the lines in it that are marked as advertisements. */
import { type Request, Router } from 'express'
import { z } from 'zod'
import {
  type ChapterList,
  patchAdvertisementsRequestSchema,
  putChaptersRequestSchema,
} from '../../contracts/entities.ts'
import { getProjectNovel } from '../../db/queries/get-project-novel.ts'
import { listAdvertisements } from '../../db/queries/list-advertisements.ts'
import { listChapters } from '../../db/queries/list-chapters.ts'
import { restoreAdvertisements } from '../../db/queries/restore-advertisements.ts'
import { saveChapters } from '../../db/queries/save-chapters.ts'
import { type ApiContext, projectIdsOf } from '../context.ts'
import { jsonBody, jsonBodyOf } from '../json-body.ts'
import { numberCursor, toNumberCursor } from '../paging.ts'
import { parseRequest } from '../requests.ts'
import { resource } from '../resource.ts'

/** The most chapters that are taken, with titles of usual length. */
const chaptersLimitBytes = 8 * 1024 * 1024

const advertisementsQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(1000).default(200),
  cursor: numberCursor.optional(),
})

export function chapterRoutes(context: ApiContext): Router {
  const { db } = context.database
  const router = Router()

  async function chapterList(request: Request): Promise<ChapterList> {
    const stored = await getProjectNovel(db, projectIdsOf(context, request))
    if (!stored) return { items: [], nextCursor: null, chaptersVersion: 0, byHand: false }
    return {
      items: await listChapters(db, stored.novel.id),
      nextCursor: null,
      chaptersVersion: stored.novel.chaptersVersion,
      byHand: stored.chaptersByHand,
    }
  }

  resource(router, '/projects/:projectId/chapters', {
    get: async (request, response) => {
      response.json(await chapterList(request))
    },
    put: [
      jsonBodyOf(chaptersLimitBytes),
      async (request, response) => {
        const wanted = parseRequest(putChaptersRequestSchema, request.body, 'body')
        await saveChapters(db, projectIdsOf(context, request), wanted)
        response.json(await chapterList(request))
      },
    ],
  })

  resource(router, '/projects/:projectId/novel/advertisements', {
    get: async (request, response) => {
      const { limit, cursor } = parseRequest(advertisementsQuerySchema, request.query, 'query')
      const stored = await getProjectNovel(db, projectIdsOf(context, request))
      const found = stored
        ? await listAdvertisements(db, { novelId: stored.novel.id, after: cursor, limit: limit + 1 })
        : []
      const items = found.slice(0, limit)
      const last = items.at(-1)
      const nextCursor = found.length > limit && last ? toNumberCursor(last.paragraph) : null
      response.json({ items, nextCursor })
    },
    patch: [
      jsonBody,
      async (request, response) => {
        const change = parseRequest(patchAdvertisementsRequestSchema, request.body, 'body')
        await restoreAdvertisements(db, projectIdsOf(context, request), change)
        response.json((await getProjectNovel(db, projectIdsOf(context, request)))?.novel)
      },
    ],
  })

  return router
}
