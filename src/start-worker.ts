/** The worker without its process: takes tasks from the three queues and runs them, until it is told to stop. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Worker,
  type WorkerOptions,
  type WorkflowBundleOption,
} from '@temporalio/worker'
import type { ActivityDependencies } from './activities/dependencies.ts'
import { createPaintActivities, createTextActivities, createWorkActivities } from './activities/index.ts'
import { activityInterceptors } from './activities/interceptors.ts'
import type { Config } from './config.ts'
import { taskQueues } from './contracts/job-types.ts'
import type { Logger } from './log.ts'
import { untilAvailable } from './start.ts'

/** After the grace, activities have this long to hand over before the worker has stopped. */
export const handOverMs = 3000
/** Workflows kept in memory. One takes about 1 MB; more are replayed from their history when they go on. */
const maxCachedWorkflows = 200

/** Made by `npm run build` beside the compiled worker. */
const prebuiltBundle = fileURLToPath(new URL('./workflow-bundle.js', import.meta.url))
/** The extension is that of this file: `.ts` from source, `.js` when compiled. */
const workflowsEntry = fileURLToPath(new URL(`./workflows/index${import.meta.url.slice(-3)}`, import.meta.url))

/** Prebuilt in production, made at start from source. */
export async function workflowBundle(logger: Logger): Promise<WorkflowBundleOption> {
  if (existsSync(prebuiltBundle)) return { codePath: prebuiltBundle }
  const startedAt = Date.now()
  const bundle = await bundleWorkflowCode({
    workflowsPath: workflowsEntry,
    logger: new DefaultLogger('WARN', ({ level, message }) => logger.warn({ level }, message)),
  })
  logger.info({ milliseconds: Date.now() - startedAt }, 'workflows bundled')
  return bundle
}

export interface RunningWorker {
  /** Settles when every queue has stopped; rejects when one failed. */
  stopped: Promise<void>
  /** Takes no new work, lets running work go on for the grace, then hands it over to other workers. */
  stop(): Promise<void>
}

/** Starts taking work. `dependencies` are what activities are made with, `bundle` the workflows. */
export async function startWorker(
  config: Pick<Config, 'textConcurrency' | 'imageConcurrency' | 'shutdownGraceMs'> & {
    temporal: Pick<Config['temporal'], 'namespace' | 'tls' | 'apiKey'>
  },
  temporalAddress: string,
  dependencies: ActivityDependencies,
  bundle: WorkflowBundleOption,
): Promise<RunningWorker> {
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
