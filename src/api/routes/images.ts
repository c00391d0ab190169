/** One picture, its bytes and its thumbnail, which never change and so may be kept forever; choosing and deleting it. */
import { pipeline } from 'node:stream/promises'
import { type Request, type Response, Router } from 'express'
import { chooseImage, deleteImage } from '../../db/queries/choose-image.ts'
import { getCharacter } from '../../db/queries/get-character.ts'
import { getImage } from '../../db/queries/get-image.ts'
import { releaseFiles } from '../../db/queries/release-files.ts'
import { thumbnailMediaType } from '../../storage/storage.ts'
import { type ApiContext, userOf } from '../context.ts'
import { pathId } from '../requests.ts'
import { resource } from '../resource.ts'

export function imageRoutes(context: ApiContext): Router {
  const { database, storage } = context
  const router = Router()

  const idsOf = (request: Request) => ({
    imageId: pathId(request.params.imageId, 'image'),
    userId: userOf(context, request),
  })

  resource(router, '/images/:imageId', {
    get: async (request, response) => {
      response.json((await getImage(database.db, idsOf(request))).image)
    },
    delete: async (request, response) => {
      const keys = await deleteImage(database.db, idsOf(request))
      await releaseFiles(database.db, keys, (key) => storage.delete(key))
      response.status(204).end()
    },
  })

  /** Makes it the one of its look that is shown. Choosing the one of before takes that back. */
  resource(router, '/images/:imageId/choose', {
    post: async (request, response) => {
      const ids = idsOf(request)
      const characterId = await chooseImage(database.db, ids)
      response.json(await getCharacter(database.db, { characterId, userId: ids.userId }))
    },
  })

  resource(router, '/images/:imageId/file', {
    get: async (request, response) => {
      const { image, storageKey } = await getImage(database.db, idsOf(request))
      await sendFile(request, response, { key: storageKey, tag: image.sha256, mediaType: image.mediaType })
    },
  })

  resource(router, '/images/:imageId/thumbnail', {
    get: async (request, response) => {
      const { image, storageKey, thumbnailKey } = await getImage(database.db, idsOf(request))
      await sendFile(request, response, {
        key: thumbnailKey ?? storageKey,
        tag: `${image.sha256}-thumbnail`,
        mediaType: thumbnailKey ? thumbnailMediaType : image.mediaType,
      })
    },
  })

  async function sendFile(
    request: Request,
    response: Response,
    { key, tag, mediaType }: { key: string; tag: string; mediaType: string },
  ): Promise<void> {
    response.set({ ETag: `"${tag}"`, 'Cache-Control': 'private, max-age=31536000, immutable' })
    if (request.fresh) {
      response.status(304).end()
      return
    }
    const { stream, bytes } = await storage.openRead(key)
    response.set({ 'Content-Type': mediaType, 'Content-Length': String(bytes) })
    await pipeline(stream, response)
  }

  return router
}
