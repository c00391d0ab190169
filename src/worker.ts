/** The worker process. Several may run at once, on one machine or on many. */

import { DefaultLogger, Runtime } from '@temporalio/worker'
import { createNovelReader } from './activities/novel-reader.ts'
import { createProgressPublisher } from './activities/progress.ts'
import { loadConfig } from './config.ts'
import type { Logger } from './log.ts'
import { createSettings } from './settings/settings.ts'
import { onStop, openServices, runProcess } from './start.ts'
import { handOverMs, startWorker, workflowBundle } from './start-worker.ts'
import { createDiskStorage } from './storage/disk.ts'

/** Sends the log of Temporal's SDK through ours. Once a process. Signals are handled by `onStop`. */
function installRuntime(logger: Logger): void {
  Runtime.install({
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => {
      // The text and image queues have no workflows on purpose.
      if (message.startsWith('No workflows registered')) return
      logger[level === 'ERROR' ? 'error' : 'warn']({ temporal: meta }, message)
    }),
    shutdownSignals: [],
  })
}

async function main(): Promise<void> {
  const config = loadConfig()
  const services = await openServices(config, 'worker')
  const { logger, database } = services
  installRuntime(logger)
  const storage = createDiskStorage({ directory: config.storageDirectory })
  const dependencies = {
    database,
    storage,
    novels: createNovelReader(storage, database),
    providersOf: createSettings({ database, config }).providersOf,
    progress: createProgressPublisher(database, logger),
    logger,
  }
  const worker = await startWorker(config, services.temporalAddress, dependencies, await workflowBundle(logger))
  logger.info(
    {
      temporal: services.temporalAddress,
      textConcurrency: config.textConcurrency,
      imageConcurrency: config.imageConcurrency,
    },
    'worker is taking work',
  )
  process.send?.('ready')
  onStop(
    async (reason) => {
      logger.info({ reason }, 'worker stops: no new work, running work may finish')
      await worker.stop()
      await services.close()
    },
    config.shutdownGraceMs + handOverMs + 5000,
  )
  await worker.stopped
}

await runProcess(main)
