import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { readJson } from './json-file.ts'
import { defaultCacheDirectory, type LocalPaths, makeFolders } from './paths.ts'
import { LocalServicesError, type PreferredPorts, type StartOptions } from './types.ts'

const defaultGraceMs = 3_000
const connectPollMs = 30
/** Loading the program on a busy machine, and the wait for a predecessor that is stopping its servers. */
const supervisorTimeoutMs = 45_000
const largestStartLogBytes = 1_000_000

/** What a supervisor is started with. */
export interface SupervisorSettings {
  directory: string
  cacheDirectory: string
  ports: PreferredPorts
  graceMs: number
}

/** What a supervisor writes down for its clients. */
export interface SupervisorState {
  /** The folder it serves: a copied folder brings this file along, and must not use the servers of the original. */
  root: string
  pid: number
  socket: string
}

/** The socket that the last supervisor said it listens on. */
export function knownSocket(paths: LocalPaths): string | undefined {
  return knownState(paths)?.socket
}

/** Process id of the last supervisor, running or not. */
export function knownSupervisor(paths: LocalPaths): number | undefined {
  return knownState(paths)?.pid
}

function knownState(paths: LocalPaths): Partial<SupervisorState> | undefined {
  const state = readJson<SupervisorState>(paths.supervisor)
  return state?.root === paths.root ? state : undefined
}

/** Connects to the running supervisor; undefined when none takes clients. */
export async function connectTo(path: string | undefined): Promise<Socket | undefined> {
  if (!path) return undefined
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.once('error', () => resolve(undefined))
    socket.once('connect', () => resolve(socket))
  })
}

export async function answersAt(path: string | undefined): Promise<boolean> {
  const socket = await connectTo(path)
  socket?.destroy()
  return socket !== undefined
}

/**
 * Connects to the supervisor of the folder and starts one when there is none. Processes that do this at the same moment may
 * each start one; the lock lets one stay, and all connect to it.
 */
export async function connectOrStart(paths: LocalPaths, options: Omit<StartOptions, 'need'>): Promise<Socket> {
  const running = await connectTo(knownSocket(paths))
  if (running) return running
  const child = startSupervisor(paths, options)
  const deadline = Date.now() + supervisorTimeoutMs
  while (Date.now() < deadline) {
    const socket = await connectTo(knownSocket(paths))
    if (socket) return socket
    if (child.failure()) break
    await sleep(connectPollMs)
  }
  throw new LocalServicesError(
    `The supervisor of the local servers did not start (${child.failure() ?? 'no answer in time'}). See ${child.log}. It ends with:\n${lastLines(child.log)}`,
  )
}

function lastLines(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n').slice(-5).join('\n') : ''
}

/** Starts the supervisor as a process of its own, with the loader that this process runs under: tsx from source, none from `dist`. */
function startSupervisor(paths: LocalPaths, options: Omit<StartOptions, 'need'>) {
  if (process.platform === 'win32') {
    throw new LocalServicesError(
      'The local servers run on Linux and macOS. On Windows use WSL, or set DATABASE_URL and TEMPORAL_ADDRESS.',
    )
  }
  makeFolders(paths)
  const settings: SupervisorSettings = {
    directory: paths.root,
    cacheDirectory: options.cacheDirectory ?? defaultCacheDirectory(),
    ports: options.ports ?? {},
    graceMs: options.graceMs ?? defaultGraceMs,
  }
  const fromSource = import.meta.url.endsWith('.ts')
  const program = fileURLToPath(new URL(fromSource ? './supervisor-main.ts' : './supervisor-main.js', import.meta.url))
  const loader = fromSource ? ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href] : []
  const log = join(paths.logs, 'supervisor-start.log')
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > largestStartLogBytes) renameSync(log, `${log}.1`)
  const output = openSync(log, 'a', 0o600)
  const child = spawn(process.execPath, [...loader, program, JSON.stringify(settings)], {
    cwd: paths.root,
    detached: true,
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  let failure: string | undefined
  child.once('error', (error) => {
    failure = error.message
  })
  child.once('exit', (code, signal) => {
    if (code !== 0) failure = signal ? `it was ended by ${signal}` : `exit code ${code}`
  })
  child.unref()
  return { log, failure: () => failure }
}
