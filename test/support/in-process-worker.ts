/** A worker in the process of the test, for tests that bring providers of their own: some that cost money, fail, or hang. */
import { DefaultLogger, Runtime } from '@temporalio/worker'
import { createNovelReader } from '../../src/activities/novel-reader.ts'
import { createProgressPublisher } from '../../src/activities/progress.ts'
import { startWorker, workflowBundle } from '../../src/start-worker.ts'
import { createDiskStorage } from '../../src/storage/disk.ts'
import { type GivenProviders, providersOfEveryProject } from './offline-providers.ts'
import type { Stack } from './stack.ts'

const quiet = new DefaultLogger('ERROR')
let bundle: ReturnType<typeof workflowBundle> | undefined

/** Starts to take work on a stack, with what its settings say in place of providers that are left out. Returns how it is stopped. */
export async function startInProcessWorker(
  stack: Pick<Stack, 'database' | 'logger' | 'storageDirectory' | 'settings' | 'namespace' | 'temporalAddress'>,
  providers?: GivenProviders,
): Promise<() => Promise<void>> {
  try {
    Runtime.install({ logger: quiet, shutdownSignals: [] })
  } catch {
    // Another worker of this process has installed it.
  }
  const { database, logger } = stack
  bundle ??= workflowBundle(logger)
  const storage = createDiskStorage({ directory: stack.storageDirectory })
  const dependencies = {
    database,
    storage,
    novels: createNovelReader(storage, database),
    providersOf: providers ? providersOfEveryProject(providers) : stack.settings.providersOf,
    progress: createProgressPublisher(database, logger),
    logger,
  }
  const config = {
    temporal: { namespace: stack.namespace, tls: false, apiKey: undefined },
    textConcurrency: 100,
    imageConcurrency: 100,
    shutdownGraceMs: 0,
  }
  const worker = await startWorker(config, stack.temporalAddress, dependencies, await bundle)
  return () => worker.stop()
}
