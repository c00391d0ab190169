/** The HTTP server: what goes before every route, the routes, and how it stops. */
import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type RequestHandler } from 'express'
import type { ApiContext } from './context.ts'
import { assertLoopback, refuseForeigners } from './guard.ts'
import { answerParserErrors } from './parser-errors.ts'
import { problemHandler, requestIdOf, routeNotFound } from './problem.ts'
import { InvalidRequestError } from './requests.ts'
import { budgetRoutes } from './routes/budgets.ts'
import { chapterRoutes } from './routes/chapters.ts'
import { characterRoutes } from './routes/characters.ts'
import { episodeRoutes } from './routes/episodes.ts'
import { estimateRoutes } from './routes/estimates.ts'
import { healthRoutes } from './routes/health.ts'
import { imageRoutes } from './routes/images.ts'
import { jobRoutes } from './routes/jobs.ts'
import { novelRoutes } from './routes/novel.ts'
import { projectRoutes } from './routes/projects.ts'
import { resultRoutes } from './routes/result.ts'
import { settingsRoutes } from './routes/settings.ts'
import { streamRoutes } from './routes/stream.ts'
import { securityHeaders } from './security-headers.ts'
import { createWeb } from './web.ts'

export interface ApiServer {
  server: Server
  /** Listens at `port`, 0 for any; with `orNext` at one of the next twenty when it is taken. Returns the address as a URL. */
  listen(options: { host: string; port: number; orNext?: boolean }): Promise<string>
  /** Ends streams, lets running requests finish for at most `graceMs`, then cuts them off. */
  close(graceMs?: number): Promise<void>
}

const portsTried = 20
const highestPort = 65_535
const defaultGraceMs = 3000

const routes = [
  healthRoutes,
  projectRoutes,
  novelRoutes,
  chapterRoutes,
  episodeRoutes,
  characterRoutes,
  imageRoutes,
  resultRoutes,
  settingsRoutes,
  jobRoutes,
  budgetRoutes,
  estimateRoutes,
  streamRoutes,
]

/** Builds the server. It does not listen yet; what it needs below must be open. */
export function createApiServer(
  context: ApiContext,
  { builtPage }: { builtPage?: string | undefined } = {},
): ApiServer {
  const app = express()
  const server = createServer(app)
  answerParserErrors(server)
  // Whoever expects something else than `100-continue` gets the answer without it.
  server.on('checkExpectation', app)
  const web = createWeb({ server, logger: context.logger, builtPage })
  app.disable('x-powered-by')

  const api = express.Router()
  for (const make of routes) api.use(make(context))

  app.use(assignRequestId, logRequest(context), securityHeaders({ isSource: web.isSource }), refuseForeigners)
  app.use(answerAsterisk)
  app.use('/api', noStore, api, routeNotFound)
  app.use(web.handler)
  app.use(problemHandler(context.logger))

  return {
    server,
    async listen({ host, port, orNext = false }) {
      assertLoopback(host)
      const last = orNext && port > 0 ? Math.min(port + portsTried, highestPort) : port
      for (let candidate = port; ; candidate++) {
        try {
          await listenAt(server, host, candidate)
          break
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || candidate >= last) throw error
          context.logger.warn(`Port ${candidate} is taken; trying ${candidate + 1}.`)
        }
      }
      const shownHost = host === '::1' || host === '[::1]' ? '[::1]' : host
      return `http://${shownHost}:${(server.address() as AddressInfo).port}`
    },
    async close(graceMs = defaultGraceMs) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      context.hub.close()
      await web.close()
      server.closeIdleConnections()
      const cut = setTimeout(() => server.closeAllConnections(), graceMs)
      await closed
      clearTimeout(cut)
    },
  }
}

function listenAt(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: host.replace(/^\[|\]$/g, ''), port }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

const assignRequestId: RequestHandler = (_request, response, next) => {
  response.locals.requestId = randomUUID()
  response.set('X-Request-Id', response.locals.requestId)
  next()
}

/** `OPTIONS *` asks about the server as a whole (RFC 9110, 9.3.7). No other method may ask for that. */
const answerAsterisk: RequestHandler = (request, response, next) => {
  if (request.url !== '*') return next()
  if (request.method !== 'OPTIONS') {
    throw new InvalidRequestError([{ in: 'path', path: '', message: 'only OPTIONS can be asked of *' }])
  }
  response.set('Allow', 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS').status(204).end()
}

const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store')
  next()
}

function logRequest(context: ApiContext): RequestHandler {
  return (request, response, next) => {
    const begun = performance.now()
    response.on('close', () => {
      context.logger.debug(
        {
          requestId: requestIdOf(request),
          method: request.method,
          path: request.originalUrl,
          status: response.statusCode,
          ms: Math.round(performance.now() - begun),
        },
        'request',
      )
    })
    next()
  }
}
