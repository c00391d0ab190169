import { randomBytes, randomUUID } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runGuarded } from './guard.ts'
import { type LocalPaths, makeOwnFolder, writeWhole } from './paths.ts'
import type { PostgresBinaries } from './postgres-binaries.ts'
import { canReach, type OsUser } from './postgres-user.ts'
import { commandLineOf } from './processes.ts'
import { LocalServicesError } from './types.ts'

export const databaseUser = 'cineqo'
export const databaseName = 'cineqo'
const majorVersion = '18'

/** The environment of PostgreSQL's programs: nothing of ours, so that PGDATA and the like can't change what they do. */
export const postgresEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

/**
 * Makes a folder for what must be reachable by PostgreSQL's own user when the project is not: beside the system's other data, or,
 * for a project among the temporary files, there too. Only root needs it.
 */
export function makeSystemFolder(paths: LocalPaths): string {
  const permanent = process.platform === 'darwin' ? '/usr/local/var/cineqo' : '/var/lib/cineqo'
  const folder = isTemporary(paths) ? join(realpathSync(tmpdir()), 'cineqo-system') : permanent
  makeOwnFolder(folder, 0o755)
  return folder
}

function isTemporary(paths: LocalPaths): boolean {
  return paths.root.startsWith(`${realpathSync(tmpdir())}/`)
}

/**
 * The folder of the cluster, entered by the user PostgreSQL runs as. Where that user can't get to the project (a clone below
 * root's private home), the cluster is kept in the system folder and `.cineqo/postgres` is a link to it.
 */
export function clusterFolder(paths: LocalPaths, user: OsUser | undefined, report: (message: string) => void): string {
  const found = lstatSync(paths.postgres, { throwIfNoEntry: false })
  if (found?.isSymbolicLink()) {
    if (existsSync(paths.postgres)) return realpathSync(paths.postgres)
    report(`${paths.postgres} leads nowhere; a new database is created.`)
    rmSync(paths.postgres)
  }
  mkdirSync(paths.postgres, { recursive: true, mode: 0o700 })
  if (!user) return realpathSync(paths.postgres)
  if (!existsSync(join(paths.postgres, 'data'))) giveTo(user, paths.postgres)
  if (canReach(user, paths.postgres)) return realpathSync(paths.postgres)
  const clusters = join(makeSystemFolder(paths), 'clusters')
  if (isTemporary(paths)) removeDeserted(clusters)
  const folder = join(clusters, randomUUID())
  report(`${user.name} can't enter ${paths.root}; the database is kept in ${folder}.`)
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  giveTo(user, folder)
  rmdirSync(paths.postgres)
  symlinkSync(folder, paths.postgres)
  writeFileSync(join(folder, ownerFile), paths.postgres)
  return folder
}

/** Names the link that leads to a cluster in the system folder. */
const ownerFile = 'belongs-to'

/**
 * Removes clusters among the temporary files whose link is gone: nobody finds them any more. Elsewhere none is removed,
 * because a disk that is not mounted looks the same as a deleted project.
 */
function removeDeserted(clusters: string): void {
  if (!existsSync(clusters)) return
  for (const name of readdirSync(clusters)) {
    const folder = join(clusters, name)
    // A cluster that is being made has no owner yet.
    if (!existsSync(join(folder, ownerFile))) continue
    const link = readFileSync(join(folder, ownerFile), 'utf8')
    const isLed = existsSync(link) && realpathSync(link) === folder
    if (!isLed && !isServed(join(folder, 'data'))) rmSync(folder, { recursive: true, force: true })
  }
}

function giveTo(user: OsUser, folder: string): void {
  chownSync(folder, user.uid, user.gid)
  chmodSync(folder, 0o700)
}

export interface ClusterTools {
  binaries: PostgresBinaries
  user: OsUser | undefined
  cluster: string
  signal: AbortSignal
}

/** Makes sure that a cluster with our user exists, and returns its password. */
export async function prepareCluster(
  tools: ClusterTools,
  paths: LocalPaths,
  report: (message: string) => void,
): Promise<string> {
  const data = join(tools.cluster, 'data')
  const known = existsSync(paths.password) ? readFileSync(paths.password, 'utf8').trim() : ''
  const password = known || randomBytes(24).toString('base64url')
  if (!existsSync(join(data, 'PG_VERSION'))) {
    report('Creating the PostgreSQL database (once)...')
    await createCluster(tools, data, password)
    writeWhole(paths.password, `${password}\n`)
    return password
  }
  const version = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
  if (version !== majorVersion) {
    throw new LocalServicesError(
      `${data} was made by PostgreSQL ${version}, this is PostgreSQL ${majorVersion}. Dump it with the old version and load it, move the folder away to begin anew, or set DATABASE_URL.`,
    )
  }
  removeStaleLock(data)
  if (!known) {
    report(`${paths.password} is missing; giving the database a new password.`)
    await setPassword(tools, data, password)
    writeWhole(paths.password, `${password}\n`)
  }
  return password
}

/** Creates the cluster under another name first, so that `data` is whole or missing, also after a kill in the middle. */
async function createCluster(tools: ClusterTools, data: string, password: string): Promise<void> {
  for (const name of readdirSync(tools.cluster)) {
    if (name.startsWith('unfinished-')) rmSync(join(tools.cluster, name), { recursive: true, force: true })
  }
  const unfinished = join(tools.cluster, `unfinished-${randomUUID()}`)
  const passwordFile = `${unfinished}.password`
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (tools.user) chownSync(passwordFile, tools.user.uid, tools.user.gid)
  const args = [
    `--pgdata=${unfinished}`,
    `--username=${databaseUser}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // PostgreSQL's own rules for UTF-8: the same on every machine, whatever locales are installed there.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--data-checksums',
  ]
  try {
    const created = await runGuarded({ ...runAs(tools), command: tools.binaries.initdb, args }, tools.signal)
    if (created.code !== 0) throw new LocalServicesError(`PostgreSQL could not create its files:\n${created.output}`)
    renameSync(unfinished, data)
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

async function setPassword(tools: ClusterTools, data: string, password: string): Promise<void> {
  // The password is of our own alphabet (base64url), nothing in it needs quoting. Single-user mode reads from standard
  // input, which the guard closes, so a shell feeds it.
  const statement = `ALTER USER ${databaseUser} PASSWORD '${password}'`
  const script = 'printf "%s\\n" "$1" | "$2" --single -D "$3" postgres'
  const args = ['-c', script, 'sh', statement, tools.binaries.postgres, data]
  const changed = await runGuarded({ ...runAs(tools), command: '/bin/sh', args }, tools.signal)
  if (changed.code !== 0) throw new LocalServicesError(`The database's password could not be set:\n${changed.output}`)
}

function runAs(tools: ClusterTools) {
  const user = tools.user && { uid: tools.user.uid, gid: tools.user.gid }
  return { cwd: '/', env: postgresEnvironment, user, stopSignal: 'INT' as const, stopTimeoutMs: 5_000 }
}

/**
 * After a crash PostgreSQL refuses to start when the process id in its lock file is in use, which after a reboot or in a new
 * container can be anybody's. Removed only when no PostgreSQL of this cluster has that id.
 */
function removeStaleLock(data: string): void {
  if (!isServed(data)) rmSync(join(data, lockFile), { force: true })
}

/** PostgreSQL's own, with its process id in the first line. */
const lockFile = 'postmaster.pid'

function isServed(data: string): boolean {
  if (!existsSync(join(data, lockFile))) return false
  const pid = Number.parseInt(readFileSync(join(data, lockFile), 'utf8'), 10)
  return commandLineOf(pid)?.includes(data) ?? false
}
