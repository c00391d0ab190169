/** Puts the API together on open services, and takes it apart again. Used by the process and by tests. */
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../db/client.ts'
import { ensureLocalUser } from '../db/queries/ensure-local-user.ts'
import { openEngineConnection } from '../engine/connection.ts'
import { registerSearchAttributes } from '../engine/search-attributes.ts'
import { createWorkerWatch } from '../engine/worker-presence.ts'
import type { Logger } from '../log.ts'
import type { ProvidersOf } from '../providers/providers.ts'
import type { Settings } from '../settings/settings.ts'
import { createDiskStorage } from '../storage/disk.ts'
import type { ApiContext } from './context.ts'
import { createEstimateInProcess } from './estimating/estimate-in-process.ts'
import { createReadingProcesses, type ReadingLimits } from './reading/reading-processes.ts'
import { type ApiServer, createApiServer } from './server.ts'
import { createStreamHub } from './stream/hub.ts'
import { watchJobs } from './watch-jobs.ts'

export interface OpenApi {
  context: ApiContext
  server: ApiServer
  /** Stops answering and watching. The database stays open: it is the caller's. */
  close(): Promise<void>
}

const registrationRetryMs = 5000
/** Longer than an upload can take. What is older is left over from a process that died; it is looked for at the start, and then as often. */
const temporaryFolderMs = 60 * 60_000

/** Needs a migrated database. Does not wait for Temporal. */
export async function openApi(options: {
  database: Database
  temporal: { address: string; namespace: string; tls: boolean; apiKey?: string | undefined; uiUrl: string | null }
  storageDirectory: string
  maxNovelBytes: number
  logger: Logger
  settings: Settings
  /** Who works for a project, where it is to differ from what the settings say. */
  providersOf?: ProvidersOf
  /** How novels are read, where it is to differ from the default. */
  readingLimits?: Partial<ReadingLimits>
  /** Folder of a built page that is served instead of the page that belongs to this program. */
  builtPage?: string
}): Promise<OpenApi> {
  const { database, logger, temporal } = options
  const engine = openEngineConnection(temporal)
  const hub = createStreamHub({ database, logger })
  const storage = createDiskStorage({ directory: options.storageDirectory })
  await storage.removeTemporaryFolders(temporaryFolderMs)
  const context: ApiContext = {
    database,
    storage,
    reading: createReadingProcesses(logger, options.readingLimits),
    settings: options.settings,
    providersOf: options.providersOf ?? options.settings.providersOf,
    estimate: createEstimateInProcess(logger),
    engine,
    workers: createWorkerWatch(engine),
    hub,
    logger,
    maxNovelBytes: options.maxNovelBytes,
    temporalUi: temporal.uiUrl,
    version: readVersion(),
    localUserId: (await ensureLocalUser(database.db)).id,
  }
  await hub.start()
  const stopping = new AbortController()
  const background = Promise.all([keepRegistering(context, stopping.signal), watchJobs(context, stopping.signal)])
  const sweeping = setInterval(() => {
    storage.removeTemporaryFolders(temporaryFolderMs).catch((error) => {
      logger.warn({ err: error }, 'temporary folders are left over')
    })
  }, temporaryFolderMs).unref()
  const server = createApiServer(context, { builtPage: options.builtPage })
  return {
    context,
    server,
    async close() {
      stopping.abort()
      clearInterval(sweeping)
      await server.close()
      context.reading.close()
      // Ends calls that are under way, so that nothing in the background is waited for in full.
      await engine.close()
      await background
    },
  }
}

/** Temporal may be down now, and come. */
async function keepRegistering({ engine, logger }: ApiContext, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await registerSearchAttributes(engine)
      return
    } catch (error) {
      if (signal.aborted) return
      logger.warn({ err: error }, 'search attributes are not registered yet; trying again')
      await sleep(registrationRetryMs, undefined, { signal }).catch(() => {})
    }
  }
}

/** package.json lies two folders above both `src/api` and `dist/api`. */
function readVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  return version
}
