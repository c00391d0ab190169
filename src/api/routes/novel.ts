/** `/api/projects/:id/novel`: the text that a project adapts, its chapters, and the bytes of it. */
import { pipeline } from 'node:stream/promises'
import { Router } from 'express'
import { CineqoError } from '../../contracts/errors.ts'
import { getProjectNovel } from '../../db/queries/get-project-novel.ts'
import { listChapters } from '../../db/queries/list-chapters.ts'
import { saveNovel } from '../../db/queries/save-novel.ts'
import { findChapters } from '../../novel/chapters.ts'
import { readNovel } from '../../novel/read-novel.ts'
import { novelKey } from '../../storage/storage.ts'
import { type ApiContext, userOf } from '../context.ts'
import { pathId } from '../requests.ts'
import { resource } from '../resource.ts'
import { readUploadedNovel } from '../upload.ts'

export function novelRoutes(context: ApiContext): Router {
  const { database, storage, maxNovelBytes } = context
  const router = Router()

  resource(router, '/projects/:projectId/novel', {
    /** Stores the text first, then the rows in one transaction: a row never points at a text that is not there. */
    put: async (request, response) => {
      const ids = { projectId: pathId(request.params.projectId, 'project'), userId: userOf(context, request) }
      await getProjectNovel(database.db, ids)
      const upload = await readUploadedNovel(request, maxNovelBytes)
      const parsed = readNovel(upload.text)
      const storageKey = novelKey(parsed.sha256)
      await storage.put(storageKey, Buffer.from(parsed.text))
      const { novel, created } = await saveNovel(database.db, {
        ...ids,
        storageKey,
        sha256: parsed.sha256,
        fileName: upload.fileName,
        language: parsed.language,
        characters: parsed.characters,
        paragraphs: parsed.paragraphs.length,
        chapters: findChapters(parsed.paragraphs),
      })
      response
        .status(created ? 201 : 200)
        .location(`/api/projects/${ids.projectId}/novel`)
        .json(novel)
    },
    get: async (request, response) => {
      const ids = { projectId: pathId(request.params.projectId, 'project'), userId: userOf(context, request) }
      const stored = await getProjectNovel(database.db, ids)
      if (!stored) throw new CineqoError('not_found', { what: 'novel' })
      response.json(stored.novel)
    },
  })

  resource(router, '/projects/:projectId/novel/text', {
    get: async (request, response) => {
      const ids = { projectId: pathId(request.params.projectId, 'project'), userId: userOf(context, request) }
      const stored = await getProjectNovel(database.db, ids)
      if (!stored) throw new CineqoError('not_found', { what: 'novel' })
      const { stream, bytes } = await storage.openRead(stored.storageKey)
      response.set({ 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': String(bytes) })
      await pipeline(stream, response)
    },
  })

  resource(router, '/projects/:projectId/chapters', {
    get: async (request, response) => {
      const ids = { projectId: pathId(request.params.projectId, 'project'), userId: userOf(context, request) }
      const stored = await getProjectNovel(database.db, ids)
      response.json({ items: stored ? await listChapters(database.db, stored.novel.id) : [], nextCursor: null })
    },
  })

  return router
}
