/** One picture and its bytes. The bytes of an id never change, so they may be kept forever. */
import { pipeline } from 'node:stream/promises'
import { Router } from 'express'
import { getImage } from '../../db/queries/get-image.ts'
import { type ApiContext, userOf } from '../context.ts'
import { pathId } from '../requests.ts'
import { resource } from '../resource.ts'

export function imageRoutes(context: ApiContext): Router {
  const { database, storage } = context
  const router = Router()

  resource(router, '/images/:imageId', {
    get: async (request, response) => {
      const ids = { imageId: pathId(request.params.imageId, 'image'), userId: userOf(context, request) }
      response.json((await getImage(database.db, ids)).image)
    },
  })

  resource(router, '/images/:imageId/file', {
    get: async (request, response) => {
      const ids = { imageId: pathId(request.params.imageId, 'image'), userId: userOf(context, request) }
      const { image, storageKey } = await getImage(database.db, ids)
      response.set({ ETag: `"${image.sha256}"`, 'Cache-Control': 'private, max-age=31536000, immutable' })
      if (request.fresh) {
        response.status(304).end()
        return
      }
      const { stream, bytes } = await storage.openRead(storageKey)
      response.set({ 'Content-Type': image.mediaType, 'Content-Length': String(bytes) })
      await pipeline(stream, response)
    },
  })

  return router
}
