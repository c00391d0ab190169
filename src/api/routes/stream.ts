/** `GET /api/stream`: the user's jobs as they change, as server-sent events. */
import { Router } from 'express'
import { type ApiContext, userOf } from '../context.ts'
import { resource } from '../resource.ts'
import { createStreamClient, streamHeaders } from '../stream/client.ts'

export function streamRoutes(context: ApiContext): Router {
  const { hub } = context
  const router = Router()
  resource(router, '/stream', {
    get: async (request, response) => {
      if (request.method === 'HEAD') {
        response.set(streamHeaders).end()
        return
      }
      const client = createStreamClient(userOf(context, request), response)
      response.on('close', () => hub.disconnect(client))
      try {
        await hub.connect(client, lastEventIdOf(request.headers['last-event-id']))
      } catch (error) {
        hub.disconnect(client)
        throw error
      }
    },
  })
  return router
}

/** Anything that is not one of our cursors counts as none. */
function lastEventIdOf(header: string | string[] | undefined): number | undefined {
  return typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : undefined
}
