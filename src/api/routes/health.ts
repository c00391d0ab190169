/** `GET /api/health`: whether the parts below the API answer. 200 also when degraded; the parts say what is down. */
import { sql } from 'drizzle-orm'
import { Router } from 'express'
import type { Health } from '../../contracts/health.ts'
import { checkTemporal } from '../../engine/connection.ts'
import { type ApiContext, userOf } from '../context.ts'
import { resource } from '../resource.ts'

type Part = Health['database']
const deadlineMs = 2000

export function healthRoutes(context: ApiContext): Router {
  const router = Router()
  resource(router, '/health', {
    get: async (request, response) => {
      const [database, temporal, worker, providers] = await Promise.all([
        check(() => context.database.db.execute(sql`SELECT 1`)),
        check(() => checkTemporal(context.engine, deadlineMs)),
        checkWorker(context),
        providersOf(context, userOf(context, request)),
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
        providers,
      }
      response.set('Cache-Control', 'no-store').json(health)
    },
  })
  return router
}

async function check(ask: () => Promise<unknown>): Promise<Part> {
  try {
    await inTime(ask())
    return { status: 'up' }
  } catch (error) {
    return { status: 'down', detail: error instanceof Error ? error.message : String(error) }
  }
}

/** Rejects when the answer takes longer than anybody who asks for the health wants to wait. */
async function inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${deadlineMs} ms`)), deadlineMs)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Provider and model alone: neither keys nor addresses are anybody's business who asks for the health. */
async function providersOf(context: ApiContext, userId: string): Promise<Health['providers']> {
  try {
    const { effective } = await inTime(context.settings.view({ userId, projectId: null }))
    const { text, image } = effective
    return {
      text: { provider: text.provider, model: text.model },
      image: { provider: image.provider, model: image.model },
    }
  } catch {
    return null
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
