import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'

/** Where everything of the local servers lives, below one `.cineqo` folder. */
export interface LocalPaths {
  root: string
  /** 0700: the socket, the password, what is remembered between starts. */
  private: string
  /** Locked by the living supervisor for as long as it lives. */
  lock: string
  /** Process id and socket of the supervisor. */
  supervisor: string
  ports: string
  /** Process ids of the servers, for the supervisor that comes after a crash. */
  servers: string
  password: string
  /** Folder of the PostgreSQL cluster; a link when PostgreSQL's user can't reach this place. */
  postgres: string
  temporal: string
  temporalFile: string
  logs: string
}

/** The folder may be named in several ways (links); all of them lead to the same servers. */
export function localPaths(directory: string): LocalPaths {
  const root = realPath(directory)
  const inPrivate = (name: string) => join(root, 'local', name)
  return {
    root,
    private: join(root, 'local'),
    lock: inPrivate('supervisor.lock'),
    supervisor: inPrivate('supervisor.json'),
    ports: inPrivate('ports.json'),
    servers: inPrivate('servers.json'),
    password: inPrivate('postgres-password'),
    postgres: join(root, 'postgres'),
    temporal: join(root, 'temporal'),
    temporalFile: join(root, 'temporal', 'temporal.db'),
    logs: join(root, 'logs'),
  }
}

/** Also of a path whose end does not exist yet. */
function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return dirname(path) === path ? path : join(realPath(dirname(path)), basename(path))
  }
}

/** Creates the folders that a supervisor needs before it can lock, listen and log. */
export function makeFolders(paths: LocalPaths): void {
  mkdirSync(paths.root, { recursive: true, mode: 0o700 })
  // As root, PostgreSQL runs as another user that has to pass through this folder; it can't list it.
  if (process.getuid?.() === 0) chmodSync(paths.root, statSync(paths.root).mode | 0o011)
  for (const folder of [paths.private, paths.temporal, paths.logs]) mkdirSync(folder, { recursive: true, mode: 0o700 })
}

/** Linux allows 108 bytes for the path of a socket, macOS 104, both with a closing zero. */
const longestSocketPathBytes = 100

/**
 * Places for the supervisor's socket, best first: beside the data, or, where that path is too long or its file
 * system has no sockets, a folder of ours among the temporary files.
 */
export function socketPlaces(paths: LocalPaths): string[] {
  const beside = join(paths.private, 'supervisor.sock')
  const name = `${createHash('sha256').update(paths.root).digest('hex').slice(0, 16)}.sock`
  const folder = `cineqo-${process.getuid?.() ?? 0}`
  return [beside, join(tmpdir(), folder, name), join('/tmp', folder, name)].filter(
    (path) => Buffer.byteLength(path) <= longestSocketPathBytes,
  )
}

/** Makes a folder where others may write beside us, and refuses one that somebody else made there. */
export function makeOwnFolder(folder: string, mode: number): void {
  mkdirSync(folder, { recursive: true, mode })
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== process.getuid?.()) {
    throw new Error(`${folder} should be a folder of user ${process.getuid?.()}, and is not`)
  }
  chmodSync(folder, mode)
}

/** The per-user cache of the operating system: XDG_CACHE_HOME or ~/.cache on Linux, ~/Library/Caches on macOS. */
export function defaultCacheDirectory(): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'cineqo')
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'cineqo')
}

/** Replaces a file whole: a reader sees the old or the new content, never a part. */
export function writeWhole(path: string, content: string, mode = 0o600): void {
  const unfinished = `${path}.${process.pid}`
  writeFileSync(unfinished, content, { mode })
  renameSync(unfinished, path)
}
