/** What routes work with. Made once by the process, or by a test. */
import type { Request } from 'express'
import type { Database } from '../db/client.ts'
import type { EngineConnection } from '../engine/connection.ts'
import type { WorkerWatch } from '../engine/worker-presence.ts'
import type { Logger } from '../log.ts'
import type { ProvidersOf } from '../providers/providers.ts'
import type { Settings } from '../settings/settings.ts'
import type { Storage } from '../storage/storage.ts'
import type { EstimateInProcess } from './estimating/estimate-in-process.ts'
import type { ReadingProcesses } from './reading/reading-processes.ts'
import { pathId } from './requests.ts'
import type { StreamHub } from './stream/hub.ts'

export interface ApiContext {
  database: Database
  storage: Storage
  reading: ReadingProcesses
  estimate: EstimateInProcess
  /** Who works for a project, for what it would cost. */
  providersOf: ProvidersOf
  settings: Settings
  engine: EngineConnection
  workers: WorkerWatch
  hub: StreamHub
  logger: Logger
  maxNovelBytes: number
  temporalUi: string | null
  version: string
  /** The one user of an installation without accounts. */
  localUserId: string
}

/** Who asks. Every query of a route takes it as an argument. */
export function userOf(context: ApiContext, _request: Request): string {
  return context.localUserId
}

/** The project of the path and who asks for it. Throws `not_found`. */
export function projectIdsOf(context: ApiContext, request: Request): { projectId: string; userId: string } {
  return { projectId: pathId(request.params.projectId, 'project'), userId: userOf(context, request) }
}
