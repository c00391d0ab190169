/** The page: by Vite from its source, or the built files. */
import { existsSync } from 'node:fs'
import type { Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import express, { type RequestHandler } from 'express'
import { CineqoError } from '../contracts/errors.ts'
import type { Logger } from '../log.ts'

/** Whether this is the source, and not what `npm run build` made of it. */
const isSource = import.meta.url.endsWith('.ts')

/** What the page is made of. Nothing else of the project may be read through Vite: `.cineqo` holds a password. */
const pageSources = ['web', 'src/client', 'src/contracts', 'node_modules'].map((folder) =>
  fileURLToPath(new URL(`../../${folder}`, import.meta.url)),
)
const sourceRoot = fileURLToPath(new URL('../../web', import.meta.url))
const builtRoot = fileURLToPath(new URL(isSource ? '../../dist/web' : '../web', import.meta.url))

interface PageServer {
  handler: RequestHandler
  close(): Promise<void>
}

export interface Web extends PageServer {
  /** Whether the page comes from its source, by Vite. */
  isSource: boolean
}

/** Nothing is loaded before the first request for the page. `builtPage`: serves what was built into that folder. */
export function createWeb(options: { server: Server; logger: Logger; builtPage?: string | undefined }): Web {
  const { server, logger, builtPage } = options
  const fromSource = isSource && builtPage === undefined
  let loading: Promise<PageServer> | undefined
  const load = () => {
    loading ??= fromSource ? loadVite(server, logger) : Promise.resolve(serveBuilt(builtPage))
    return loading
  }
  return {
    isSource: fromSource,
    handler: async (request, response, next) => (await load()).handler(request, response, next),
    close: async () => (await loading)?.close(),
  }
}

async function loadVite(server: Server, logger: Logger): Promise<PageServer> {
  try {
    const { createServer } = await import('vite')
    const vite = await createServer({
      root: sourceRoot,
      appType: 'spa',
      logLevel: 'warn',
      clearScreen: false,
      server: { middlewareMode: true, ws: { server }, fs: { allow: pageSources } },
    })
    return { handler: vite.middlewares, close: () => vite.close() }
  } catch (error) {
    logger.warn({ err: error }, 'the page is not served from its source; serving what was built')
    return serveBuilt()
  }
}

function serveBuilt(root = builtRoot): PageServer {
  const files = express.static(root, {
    index: false,
    setHeaders: (response, path) => {
      // Vite puts a hash of the content into the names of assets.
      const isHashed = /[/\\]assets[/\\]/.test(path)
      response.set('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  return {
    handler: (request, response, next) => {
      files(request, response, (error?: unknown) => {
        if (error) return next(error)
        const isNavigation = ['GET', 'HEAD'].includes(request.method) && request.accepts(['html', 'json']) === 'html'
        if (!isNavigation || /\.\w+$/.test(request.path)) {
          return next(new CineqoError('route_not_found', { path: request.path }))
        }
        if (!existsSync(`${root}/index.html`)) {
          response.status(503).type('text/plain').send('The page is not built. Run: npm run build\n')
          return
        }
        response.set('Cache-Control', 'no-cache').sendFile('index.html', { root })
      })
    },
    close: async () => {},
  }
}
