/**
 * What the API and the worker need under them: PostgreSQL and Temporal, given by the settings or started on this machine, and a migrated
 * database. Also how these processes end: on a signal, and when the command that started them is gone.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Config } from './config.ts'
import { connectDatabase, type Database, isConnectionLoss } from './db/client.ts'
import { migrateDatabase } from './db/migrate.ts'
import { type HeldServices, holdLocalServices } from './local/index.ts'
import { createLogger, type Logger } from './log.ts'

export interface Services {
  database: Database
  temporalAddress: string
  /** Where Temporal's Web UI is; null when nobody said. */
  temporalUi: string | null
  logger: Logger
  /** Tells the other processes of this machine where this one is found. */
  announce(note: { url: string }): void
  /** Closes the pool and lets go of the local servers. */
  close(): Promise<void>
}

/** Opens everything under one process. Throws with sentences for the person when something can't be had. */
export async function openServices(config: Config, role: 'api' | 'worker' | 'cli'): Promise<Services> {
  const logger = createLogger({ level: config.logLevel, role })
  const need = { postgres: config.databaseUrl === undefined, temporal: config.temporal.address === undefined }
  let held: HeldServices | undefined
  if (need.postgres || need.temporal) {
    held = await holdLocalServices({
      directory: config.directory,
      role,
      need,
      ...(config.temporal.cliPath && { temporalCliPath: config.temporal.cliPath }),
      onProgress: (message) => logger.info(message),
    })
  }
  const databaseUrl = config.databaseUrl ?? held?.databaseUrl
  const temporalAddress = config.temporal.address ?? held?.temporalAddress
  if (!databaseUrl || !temporalAddress) throw new Error('The local servers did not say where they listen.')

  const database = connectDatabase({
    url: databaseUrl,
    poolSize: config.databasePoolSize,
    applicationName: `cineqo-${role}`,
  })
  await untilAvailable('PostgreSQL', logger, () => migrateDatabase(database), isConnectionLoss)
  return {
    database,
    temporalAddress,
    temporalUi: config.temporal.uiUrl ?? held?.temporalUi ?? null,
    logger,
    announce: (note) => held?.update(note),
    async close() {
      await database.close()
      await held?.release()
    },
  }
}

const firstPauseMs = 500
const longestPauseMs = 5000

/**
 * Calls `connect` until it succeeds, with growing pauses, and says in the log what is waited for. An error that `isAway` does not know goes
 * to the caller at once.
 */
export async function untilAvailable<Result>(
  service: string,
  logger: Logger,
  connect: () => Promise<Result>,
  isAway: (error: unknown) => boolean = () => true,
): Promise<Result> {
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
    try {
      return await connect()
    } catch (error) {
      if (!isAway(error)) throw error
      const reason = error instanceof Error ? error.message || error.name : String(error)
      logger.warn({ reason, nextTryMs: pauseMs }, `waiting for ${service}`)
      await sleep(pauseMs)
    }
  }
}

/**
 * Calls `stop` once: on SIGTERM, SIGINT or SIGHUP, or when the process that started this one over an IPC channel is gone. The process ends
 * with code 0 when `stop` is done, and with 1 when it takes longer than `deadlineMs`.
 */
export function onStop(stop: (reason: string) => Promise<void>, deadlineMs: number): void {
  let stopping = false
  const begin = (reason: string) => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), deadlineMs).unref()
    stop(reason).then(
      () => process.exit(0),
      (error) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => begin(signal))
  if (!process.send) return
  const parentIsGone = () => begin('the process that started this one is gone')
  if (process.connected) {
    process.channel?.unref()
    process.on('disconnect', parentIsGone)
  } else parentIsGone()
}

/** Errors whose message says all that a person needs; the stack of others helps whoever looks for the cause. */
const errorsForPersons = ['ConfigError', 'LocalServicesError', 'UnsafeHostError']

/** Runs the main function of a process. When it fails, says why on stderr and ends the process with code 1. */
export async function runProcess(main: () => Promise<void>): Promise<void> {
  try {
    await main()
  } catch (error) {
    const isForPerson = error instanceof Error && errorsForPersons.includes(error.name)
    console.error(isForPerson ? error.message : error)
    process.exit(1)
  }
}
