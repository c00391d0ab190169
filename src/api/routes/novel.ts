/** `/api/projects/:id/novel`: the novel that a project adapts, as it came and as it was read. */
import { pipeline } from 'node:stream/promises'
import { type Request, type Response, Router } from 'express'
import { rereadNovelRequestSchema } from '../../contracts/entities.ts'
import { CineqoError } from '../../contracts/errors.ts'
import { fileEndings, mediaTypes } from '../../contracts/novel-file.ts'
import { getProjectNovel, type StoredNovel } from '../../db/queries/get-project-novel.ts'
import type { SavedNovel } from '../../db/queries/save-novel.ts'
import { type ApiContext, projectIdsOf } from '../context.ts'
import { jsonBody } from '../json-body.ts'
import { receiveNovel } from '../reading/receive-novel.ts'
import { inTemporaryFolder, openOriginal, takeNovel, takeNovelAgain } from '../reading/take-novel.ts'
import { InvalidRequestError, parseRequest } from '../requests.ts'
import { resource } from '../resource.ts'

export function novelRoutes(context: ApiContext): Router {
  const { database, storage, maxNovelBytes } = context
  const router = Router()

  async function storedNovel(request: Request): Promise<StoredNovel> {
    const stored = await getProjectNovel(database.db, projectIdsOf(context, request))
    if (!stored) throw new CineqoError('not_found', { what: 'novel' })
    return stored
  }

  resource(router, '/projects/:projectId/novel', {
    put: async (request, response) => {
      const ids = projectIdsOf(context, request)
      // An upload for nobody's project is not waited for.
      await getProjectNovel(database.db, ids)
      const saved = await inTemporaryFolder(storage, async (paths) => {
        const received = await receiveNovel(request, paths.upload, maxNovelBytes)
        return takeNovel(context, ids, paths, received, untilGone(response))
      })
      answerSaved(response, saved)
    },
    get: async (request, response) => {
      response.json((await storedNovel(request)).novel)
    },
  })

  resource(router, '/projects/:projectId/novel/reread', {
    post: [
      jsonBody,
      async (request, response) => {
        const { encoding } = parseRequest(rereadNovelRequestSchema, request.body, 'body')
        const { novel, originalKey } = await storedNovel(request)
        if (originalKey === null) throw new CineqoError('novel_original_missing')
        refuseOwnEncoding(novel.report)
        const again = { originalKey, fileName: novel.fileName, encoding }
        answerSaved(response, await takeNovelAgain(context, projectIdsOf(context, request), again, untilGone(response)))
      },
    ],
  })

  resource(router, '/projects/:projectId/novel/text', {
    get: async (request, response) => {
      const { stream, bytes } = await storage.openRead((await storedNovel(request)).storageKey)
      response.set({ 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': String(bytes) })
      await pipeline(stream, response)
    },
  })

  resource(router, '/projects/:projectId/novel/original', {
    get: async (request, response) => {
      const { novel, originalKey } = await storedNovel(request)
      const { stream, bytes } = await openOriginal(storage, originalKey)
      const { format, encoding } = novel.report ?? { format: 'text' as const, encoding: null }
      // Somebody's file, of any content: it is saved, and never shown as a page of ours.
      response.attachment(novel.fileName ?? `novel.${fileEndings[format][0]}`).set({
        'Content-Type': `${mediaTypes[format][0]}${encoding && format !== 'zip' ? `; charset=${encoding}` : ''}`,
        'Content-Length': String(bytes),
        'Content-Security-Policy': "default-src 'none'; sandbox",
      })
      await pipeline(stream, response)
    },
  })

  return router
}

function answerSaved(response: Response, { novel, created }: SavedNovel): void {
  response
    .status(created ? 201 : 200)
    .location(`/api/projects/${novel.projectId}/novel`)
    .json(novel)
}

/** Aborts when the caller has left without having seen the answer. */
function untilGone(response: Response): AbortSignal {
  const gone = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) gone.abort()
  })
  if (response.destroyed) gone.abort()
  return gone.signal
}

/** Only text in a file can be taken for another encoding. */
function refuseOwnEncoding(report: StoredNovel['novel']['report']): void {
  if (report && report.encoding !== null && report.encodingSource !== 'pasted') return
  const message = report?.encodingSource === 'pasted' ? 'the novel was pasted' : 'the file says its encoding itself'
  throw new InvalidRequestError([{ in: 'body', path: 'encoding', message }])
}
