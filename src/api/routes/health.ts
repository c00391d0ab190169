/** `GET /api/health`: whether the parts below the API answer. 200 also when degraded; the parts say what is down. */
import { sql } from 'drizzle-orm'
import { Router } from 'express'
import type { Health } from '../../contracts/health.ts'
import { checkTemporal } from '../../engine/connection.ts'
import type { ApiContext } from '../context.ts'
import { resource } from '../resource.ts'

type Part = Health['database']
const deadlineMs = 2000

export function healthRoutes(context: ApiContext): Router {
  const router = Router()
  resource(router, '/health', {
    get: async (_request, response) => {
      const [database, temporal, worker] = await Promise.all([
        check(() => context.database.db.execute(sql`SELECT 1`)),
        check(() => checkTemporal(context.engine, deadlineMs)),
        checkWorker(context),
      ])
      const isUp = [database, temporal, worker].every(({ status }) => status === 'up')
      const health: Health = {
        status: isUp ? 'up' : 'degraded',
        version: context.version,
        database,
        temporal,
        worker,
        temporalUi: context.temporalUi,
        maxNovelBytes: context.maxNovelBytes,
        providers: { text: 'offline', image: 'offline' },
      }
      response.set('Cache-Control', 'no-store').json(health)
    },
  })
  return router
}

async function check(ask: () => Promise<unknown>): Promise<Part> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${deadlineMs} ms`)), deadlineMs)
  })
  try {
    await Promise.race([ask(), late])
    return { status: 'up' }
  } catch (error) {
    return { status: 'down', detail: error instanceof Error ? error.message : String(error) }
  } finally {
    clearTimeout(timer)
  }
}

async function checkWorker(context: ApiContext): Promise<Part> {
  try {
    const { lastPollAt } = await context.workers.look()
    return lastPollAt
      ? { status: 'up' }
      : { status: 'down', detail: 'No worker asked for work within the last minute.' }
  } catch {
    return { status: 'down', detail: 'Temporal does not say.' }
  }
}
