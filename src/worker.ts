/**
 * The worker: takes tasks from the three queues and runs them. Several may run at once, on one machine or on many.
 */

import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
  type WorkerOptions,
  type WorkflowBundleOption,
} from '@temporalio/worker'
import type { ActivityDependencies } from './activities/dependencies.ts'
import { createPaintActivities, createTextActivities, createWorkActivities } from './activities/index.ts'
import { activityInterceptors } from './activities/interceptors.ts'
import { createNovelReader } from './activities/novel-reader.ts'
import { createProgressPublisher } from './activities/progress.ts'
import { type Config, loadConfig } from './config.ts'
import { taskQueues } from './contracts/job-types.ts'
import type { Logger } from './log.ts'
import { createOfflineAnalyst } from './providers/offline/analyst.ts'
import { createOfflinePainter } from './providers/offline/painter.ts'
import { onStop, openServices, runProcess, untilAvailable } from './start.ts'
import { createDiskStorage } from './storage/disk.ts'

/** After the grace, activities have this long to hand over before the process ends. */
const handOverMs = 3000
/** Workflows kept in memory. One takes about 1 MB; more are replayed from their history when they go on. */
const maxCachedWorkflows = 200

/** Made by `npm run build` beside the compiled worker. */
const prebuiltBundle = fileURLToPath(new URL('./workflow-bundle.js', import.meta.url))
/** The extension is that of this file: `.ts` from source, `.js` when compiled. */
const workflowsEntry = fileURLToPath(new URL(`./workflows/index${import.meta.url.slice(-3)}`, import.meta.url))

/** Prebuilt in production, made at start from source. */
async function workflowBundle(logger: Logger): Promise<WorkflowBundleOption> {
  if (existsSync(prebuiltBundle)) return { codePath: prebuiltBundle }
  const startedAt = Date.now()
  const bundle = await bundleWorkflowCode({
    workflowsPath: workflowsEntry,
    logger: new DefaultLogger('WARN', ({ level, message }) => logger.warn({ level }, message)),
  })
  logger.info({ milliseconds: Date.now() - startedAt }, 'workflows bundled')
  return bundle
}

interface RunningWorker {
  /** Settles when every queue has stopped; rejects when one failed. */
  stopped: Promise<void>
  /** Takes no new work, lets running work go on for the grace, then hands it over to other workers. */
  stop(): Promise<void>
}

/** Starts taking work. `dependencies` are what activities are made with. */
async function startWorker(
  config: Pick<Config, 'temporal' | 'textConcurrency' | 'imageConcurrency' | 'shutdownGraceMs'>,
  temporalAddress: string,
  dependencies: ActivityDependencies,
): Promise<RunningWorker> {
  const bundle = await workflowBundle(dependencies.logger)
  const { tls, apiKey } = config.temporal
  const connection = await untilAvailable('Temporal', dependencies.logger, () =>
    NativeConnection.connect({ address: temporalAddress, tls, ...(apiKey && { apiKey }) }),
  )
  const everywhere = {
    connection,
    namespace: config.temporal.namespace,
    shutdownGraceTime: config.shutdownGraceMs,
    shutdownForceTime: config.shutdownGraceMs + handOverMs,
    // Progress and the wish to cancel travel with heartbeats; by default they leave only every 80 % of the heartbeat time-out.
    maxHeartbeatThrottleInterval: '1s',
    defaultHeartbeatThrottleInterval: '1s',
    interceptors: { activity: activityInterceptors },
  } satisfies Partial<WorkerOptions>

  const workers = await Promise.all([
    Worker.create({
      ...everywhere,
      taskQueue: taskQueues.work,
      workflowBundle: bundle,
      activities: createWorkActivities(dependencies),
      maxCachedWorkflows,
      // After a kill, the server waits this long for the dead worker's sticky queue before another one is asked.
      stickyQueueScheduleToStartTimeout: '1s',
    }),
    Worker.create({
      ...everywhere,
      taskQueue: taskQueues.text,
      activities: createTextActivities(dependencies),
      maxConcurrentActivityTaskExecutions: config.textConcurrency,
    }),
    Worker.create({
      ...everywhere,
      taskQueue: taskQueues.image,
      activities: createPaintActivities(dependencies),
      maxConcurrentActivityTaskExecutions: config.imageConcurrency,
    }),
  ])
  const stopWorkers = () => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown()
  }
  // When one queue fails, the process is no use to the others.
  const runs = workers.map((worker) => worker.run().finally(stopWorkers))
  const stopped = Promise.all(runs).then(() => connection.close())
  return {
    stopped,
    async stop() {
      stopWorkers()
      await stopped
    },
  }
}

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
  const worker = await startWorker(config, services.temporalAddress, {
    database,
    storage,
    novels: createNovelReader(storage, database),
    analyst: createOfflineAnalyst(),
    painter: createOfflinePainter(),
    progress: createProgressPublisher(database, logger),
    logger,
  })
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
