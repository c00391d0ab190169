/** The connection to PostgreSQL. Queries live in `queries/`, one function a file; nothing else talks SQL. */
import { drizzle, type PostgresJsDatabase, type PostgresJsTransaction } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'

export type DatabaseTransaction = PostgresJsTransaction<Record<string, never>, Record<string, never>>

/** What a query runs on: the pool, or a transaction that the caller has opened. */
export type Queryable = PostgresJsDatabase<Record<string, never>> | DatabaseTransaction

export interface Database {
  /** The pool. Pass it, or a transaction of it, to the functions in `queries/`. */
  db: PostgresJsDatabase<Record<string, never>>
  /** The driver below, for LISTEN and NOTIFY. */
  sql: postgres.Sql
  /** Lets running queries finish for a moment, then closes every connection. */
  close(): Promise<void>
}

/** Channel on which triggers announce changed rows of `job` and `job_item`. */
export const changeChannel = 'cineqo_change'
/** Channel for what activities say with their heartbeats. */
export const progressChannel = 'cineqo_progress'

/** Opens a pool. Nothing is connected before the first query; a lost connection is opened again by the next one. */
export function connectDatabase(options: { url: string; poolSize: number; applicationName: string }): Database {
  const sql = postgres(options.url, {
    max: options.poolSize,
    connect_timeout: 10,
    idle_timeout: 60,
    connection: { application_name: options.applicationName, TimeZone: 'UTC' },
    onnotice: () => {},
  })
  return { db: drizzle(sql), sql, close: () => sql.end({ timeout: 5 }) }
}

/** Runs `work` in one transaction. */
export function inTransaction<Result>(
  db: Queryable,
  work: (tx: DatabaseTransaction) => Promise<Result>,
): Promise<Result> {
  return db.transaction((tx) => work(tx as DatabaseTransaction))
}

/** Codes of Node and of the PostgreSQL driver for a connection that is lost, refused or closing, and PostgreSQL's classes for the same. */
const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
])
/** 08: connection, 40: rollback such as a deadlock, 53: resources, 57: operator intervention such as a restart. */
const connectionClass = /^(08|40|53|57)[0-9A-Z]{3}$/

/** Whether an error says that the database, or another service behind a socket, is away. That is nobody's failure: it is waited out. */
export function isConnectionLoss(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = (cause as { code?: unknown }).code
    if (typeof code === 'string' && (connectionCodes.has(code) || connectionClass.test(code))) return true
    if (cause instanceof AggregateError && cause.errors.some(isConnectionLoss)) return true
  }
  return false
}
