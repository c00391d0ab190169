/** What activities are made with. Workers pass the real things; nothing here is global. */
import type { Database } from '../db/client.ts'
import type { Logger } from '../log.ts'
import type { ProvidersOf } from '../providers/providers.ts'
import type { Storage } from '../storage/storage.ts'
import type { NovelReader } from './novel-reader.ts'
import type { ProgressPublisher } from './progress.ts'

export interface ActivityDependencies {
  database: Database
  storage: Storage
  novels: NovelReader
  providersOf: ProvidersOf
  progress: ProgressPublisher
  logger: Logger
}

/** Names a job in the arguments of workflows and activities. Payloads carry ids, never text. */
export interface JobRef {
  jobId: string
}

/** Names a start of a job: a run of an earlier start must not end what a retry has begun. */
export interface RunRef extends JobRef {
  /** From 1, and one more for each retry. */
  runs: number
}

/** Names an item of a job. */
export interface ItemRef extends JobRef {
  itemId: string
}
