/** A worker in the process of the test, for tests that bring providers of their own: some that cost money, fail, or hang. */
import { fileURLToPath } from 'node:url'
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
  type WorkerOptions,
} from '@temporalio/worker'
import { createPaintActivities, createTextActivities, createWorkActivities } from '../../src/activities/index.ts'
import { activityInterceptors } from '../../src/activities/interceptors.ts'
import { createNovelReader } from '../../src/activities/novel-reader.ts'
import { createProgressPublisher } from '../../src/activities/progress.ts'
import { taskQueues } from '../../src/contracts/job-types.ts'
import type { Analyst } from '../../src/providers/analyst.ts'
import { createOfflineAnalyst } from '../../src/providers/offline/analyst.ts'
import { createOfflinePainter } from '../../src/providers/offline/painter.ts'
import type { Painter } from '../../src/providers/painter.ts'
import { createDiskStorage } from '../../src/storage/disk.ts'
import type { Stack } from './stack.ts'

const quiet = new DefaultLogger('ERROR')
let bundle: ReturnType<typeof bundleWorkflowCode> | undefined

/** Starts to take work on a stack. Returns how it is stopped. */
export async function startInProcessWorker(
  stack: Stack,
  providers: { analyst?: Analyst; painter?: Painter } = {},
): Promise<() => Promise<void>> {
  try {
    Runtime.install({ logger: quiet, shutdownSignals: [] })
  } catch {
    // Another worker of this process has installed it.
  }
  const workflowsPath = fileURLToPath(new URL('../../src/workflows/index.ts', import.meta.url))
  bundle ??= bundleWorkflowCode({ workflowsPath, logger: quiet })
  const { database, logger } = stack
  const storage = createDiskStorage({ directory: stack.storageDirectory })
  const dependencies = {
    database,
    storage,
    novels: createNovelReader(storage, database),
    analyst: providers.analyst ?? createOfflineAnalyst(),
    painter: providers.painter ?? createOfflinePainter(),
    progress: createProgressPublisher(database, logger),
    logger,
  }
  const connection = await NativeConnection.connect({ address: stack.temporalAddress })
  const everywhere = {
    connection,
    namespace: stack.namespace,
    maxHeartbeatThrottleInterval: '1s',
    defaultHeartbeatThrottleInterval: '1s',
    interceptors: { activity: activityInterceptors },
  } satisfies Partial<WorkerOptions>
  const workers = await Promise.all([
    Worker.create({
      ...everywhere,
      taskQueue: taskQueues.work,
      workflowBundle: await bundle,
      activities: createWorkActivities(dependencies),
    }),
    Worker.create({ ...everywhere, taskQueue: taskQueues.text, activities: createTextActivities(dependencies) }),
    Worker.create({ ...everywhere, taskQueue: taskQueues.image, activities: createPaintActivities(dependencies) }),
  ])
  const runs = workers.map((worker) => worker.run())
  return async () => {
    for (const worker of workers) worker.shutdown()
    await Promise.all(runs)
    await connection.close()
  }
}
