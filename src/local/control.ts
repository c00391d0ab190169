import type { Socket } from 'node:net'
import { connectOrStart, connectTo, knownSocket, knownSupervisor } from './connection.ts'
import { localPaths } from './paths.ts'
import { commandLineOf, waitForEnd } from './processes.ts'
import { LocalServicesError, type LocalStatus, type StartOptions, type StopResult } from './types.ts'
import { type ClientMessage, receive, type SupervisorMessage, send, wireVersion } from './wire.ts'

const answerTimeoutMs = 5_000
/** PostgreSQL may take 20 s to stop. */
const stopTimeoutMs = 40_000

/** What runs for this folder and who holds it; null when nothing does. */
export async function servicesStatus(directory: string): Promise<LocalStatus | null> {
  const socket = await connectTo(knownSocket(localPaths(directory)))
  if (!socket) return null
  const answer = await request(socket, { type: 'status' }, 'status', { timeoutMs: answerTimeoutMs })
  return answer?.status ?? null
}

/** Starts the servers and leaves them up until `stopLocalServices`, whoever holds them. */
export async function keepLocalServices(options: StartOptions): Promise<LocalStatus> {
  const { directory, need, temporalCliPath, onProgress } = options
  const socket = await connectOrStart(localPaths(directory), options)
  const chosen = temporalCliPath === undefined ? {} : { temporalCliPath }
  const kept = await request(socket, { type: 'keep', version: wireVersion, need, ...chosen }, 'ready', { onProgress })
  const status = kept && (await servicesStatus(directory))
  if (!status) throw new LocalServicesError('The supervisor of the local servers ended before they were ready.')
  return status
}

/**
 * Stops the servers and returns when every process of theirs has ended. When others still hold them nothing is stopped,
 * unless `force` is set; they then stop when the last holder is gone.
 */
export async function stopLocalServices(directory: string, { force = false } = {}): Promise<StopResult> {
  const paths = localPaths(directory)
  const supervisor = knownSupervisor(paths)
  const socket = await connectTo(knownSocket(paths))
  if (!socket) {
    // It may be on its way out: then its socket is gone already and its servers are not.
    if (supervisor !== undefined) await waitForOwnEnd(supervisor)
    return { stopped: true, wasRunning: false, holders: [] }
  }
  const answer = await request(socket, { type: 'stop', force }, 'stopped', { timeoutMs: stopTimeoutMs })
  if (answer && !answer.result.stopped) return { ...answer.result, wasRunning: true }
  if (supervisor !== undefined) await waitForOwnEnd(supervisor)
  return { stopped: true, wasRunning: true, holders: [] }
}

async function waitForOwnEnd(supervisor: number): Promise<void> {
  if (!commandLineOf(supervisor)?.includes('supervisor-main')) return
  if (await waitForEnd(supervisor, stopTimeoutMs)) return
  throw new LocalServicesError(`The supervisor (process ${supervisor}) did not end within ${stopTimeoutMs / 1000} s.`)
}

type Answer<T extends SupervisorMessage['type']> = Extract<SupervisorMessage, { type: T }>

/** One question, one answer of the wanted type; undefined when the supervisor went away or took too long. */
function request<T extends SupervisorMessage['type']>(
  socket: Socket,
  question: ClientMessage,
  wanted: T,
  { timeoutMs, onProgress }: { timeoutMs?: number; onProgress?: (message: string) => void } = {},
): Promise<Answer<T> | undefined> {
  return new Promise((resolve, reject) => {
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => socket.destroy(), timeoutMs)
    socket.on('error', () => {})
    socket.once('close', () => {
      clearTimeout(timer)
      resolve(undefined)
    })
    receive<SupervisorMessage>(socket, (message) => {
      if (message.type === 'progress') return onProgress?.(message.message)
      if (message.type === 'failed') reject(new LocalServicesError(message.message))
      else if (message.type === wanted) resolve(message as Answer<T>)
      else return
      socket.destroy()
    })
    send(socket, question)
  })
}
