/** The connection to PostgreSQL. Queries live in `queries/`, one function a file; nothing else talks SQL. */
import { drizzle, type NodePgDatabase, type NodePgTransaction } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import postgres from 'postgres'

export type DatabaseTransaction = NodePgTransaction<Record<string, never>, Record<string, never>>
type Pool = NodePgDatabase<Record<string, never>> & { $client: pg.Pool }

/** What a query runs on: the pool, or a transaction that the caller has opened. */
export type Queryable = Pool | DatabaseTransaction

export interface Database {
  /** The pool. Pass it, or a transaction of it, to the functions in `queries/`. */
  db: Pool
  /**
   * Another driver, for LISTEN, which opens its connection again by itself. It is not for transactions: one whose connection is lost ends the
   * process (https://github.com/porsager/postgres/issues/1154).
   */
  sql: postgres.Sql
  /** Lets running queries finish for a moment, then closes every connection. */
  close(): Promise<void>
}

/** Channel on which triggers announce changed rows of `job` and `job_item`. */
export const changeChannel = 'cineqo_change'
/** Channel for what activities say with their heartbeats. */
export const progressChannel = 'cineqo_progress'

const connectTimeoutMs = 10_000
const idleTimeoutMs = 60_000
const closeTimeoutMs = 5000
/** Connections beside the pool, opened when they are first used. */
const sideConnections = 2

/** Opens a pool. Nothing is connected before the first query; a lost connection is replaced by the next one. */
export function connectDatabase(options: { url: string; poolSize: number; applicationName: string }): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize,
    connectionTimeoutMillis: connectTimeoutMs,
    idleTimeoutMillis: idleTimeoutMs,
    application_name: options.applicationName,
    options: '-c timezone=UTC',
  })
  // Whoever uses a connection that is lost hears of it by the query; that it is lost while nobody does is nobody's concern.
  const ignore = () => {}
  pool.on('error', ignore)
  pool.on('connect', (client) => client.on('error', ignore))
  const sql = postgres(options.url, {
    max: sideConnections,
    connect_timeout: connectTimeoutMs / 1000,
    idle_timeout: idleTimeoutMs / 1000,
    connection: { application_name: options.applicationName, TimeZone: 'UTC' },
    onnotice: ignore,
  })
  return {
    db: drizzle(pool),
    sql,
    async close() {
      const cut = new Promise((resolve) => setTimeout(resolve, closeTimeoutMs).unref())
      await Promise.all([Promise.race([pool.end(), cut]), sql.end({ timeout: closeTimeoutMs / 1000 })])
    },
  }
}

/** How often a transaction is done that PostgreSQL takes back. Each circle of waiting costs it a second to find. */
const mostTries = 5

/**
 * Runs `work` in one transaction, or in a savepoint of the one it is given. A transaction that PostgreSQL took back, because it waited with
 * others in a circle or saw what they changed meanwhile, is done again from its beginning: so `work` does nothing outside that can't be done twice.
 */
export async function inTransaction<Result>(
  db: Queryable,
  work: (tx: DatabaseTransaction) => Promise<Result>,
): Promise<Result> {
  if (!('$client' in db)) return db.transaction((tx) => work(tx as DatabaseTransaction))
  for (let tries = 1; ; tries++) {
    try {
      return await tryTransaction(db, work)
    } catch (error) {
      if (!wasTakenBack(error) || tries === mostTries) throw error
    }
  }
}

async function tryTransaction<Result>(db: Pool, work: (tx: DatabaseTransaction) => Promise<Result>): Promise<Result> {
  const client = await db.$client.connect()
  let isLost = false
  try {
    return await drizzle(client).transaction((tx) => work(tx as DatabaseTransaction))
  } catch (error) {
    isLost = isConnectionLoss(error) && !wasTakenBack(error)
    throw error
  } finally {
    client.release(isLost)
  }
}

/** 40001: what it read was changed; 40P01: a deadlock. */
const takenBackCodes = ['40001', '40P01']

function wasTakenBack(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (takenBackCodes.includes((cause as { code?: string }).code ?? '')) return true
  }
  return false
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
/** What the driver says, without a code, when a connection is lost, or can't be had in time. */
const connectionMessages =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying)/
/** 08: connection, 40: rollback such as a deadlock, 53: resources, 57: operator intervention such as a restart. */
const connectionClass = /^(08|40|53|57)[0-9A-Z]{3}$/

/** Whether an error says that the database, or another service behind a socket, is away. That is nobody's failure: it is waited out. */
export function isConnectionLoss(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = (cause as { code?: unknown }).code
    if (typeof code === 'string' && (connectionCodes.has(code) || connectionClass.test(code))) return true
    if (connectionMessages.test(cause.message)) return true
    if (cause instanceof AggregateError && cause.errors.some(isConnectionLoss)) return true
  }
  return false
}
