import type { Socket } from 'node:net'
import { isAbsolute } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connectOrStart } from './connection.ts'
import { type LocalPaths, localPaths } from './paths.ts'
import {
  type HeldServices,
  type HolderNote,
  type HoldOptions,
  type LocalAddresses,
  LocalServicesError,
} from './types.ts'
import { receive, type SupervisorMessage, send, wireVersion } from './wire.ts'

const openAttempts = 5
const firstReconnectDelayMs = 100
const longestReconnectDelayMs = 5_000
const releaseTimeoutMs = 1_000

/**
 * Holds the local servers: starts what is missing, shares what runs, and lets go when `release` is called or this process
 * ends in whatever way. If their supervisor dies, another one is started and the servers come back.
 *
 * @throws LocalServicesError when a server can't be had; its message tells the person why and what to do.
 */
export async function holdLocalServices(options: HoldOptions): Promise<HeldServices> {
  if (!isAbsolute(options.directory)) {
    throw new LocalServicesError(`The folder of the local servers must be absolute, not "${options.directory}".`)
  }
  const hold = new Hold(options)
  const addresses = await hold.open()
  return { ...addresses, update: (note) => hold.update(note), release: () => hold.release() }
}

class Hold {
  private readonly options: HoldOptions
  private readonly paths: LocalPaths
  private note: HolderNote
  private socket: Socket | undefined
  private addresses: LocalAddresses = {}
  private over = false

  constructor(options: HoldOptions) {
    this.options = options
    this.paths = localPaths(options.directory)
    this.note = options.note ?? {}
  }

  /** A supervisor may end just as we connect to it; then the next one is asked. */
  async open(): Promise<LocalAddresses> {
    for (let attempt = 1; ; attempt++) {
      const answer = await this.ask(await connectOrStart(this.paths, this.options))
      if (answer) {
        this.addresses = answer
        return answer
      }
      if (this.over) throw new LocalServicesError('The local servers were stopped on purpose.')
      if (attempt === openAttempts) throw new LocalServicesError('The supervisor of the local servers keeps ending.')
    }
  }

  update(note: HolderNote): void {
    this.note = { ...this.note, ...note }
    if (this.socket) send(this.socket, { type: 'note', note: this.note })
  }

  async release(): Promise<void> {
    this.over = true
    const { socket } = this
    this.socket = undefined
    if (!socket || socket.destroyed) return
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.ref()
    socket.end()
    const timer = setTimeout(() => socket.destroy(), releaseTimeoutMs)
    await closed
    clearTimeout(timer)
  }

  /** Resolves with the addresses, or with undefined when the connection closed before there was an answer. */
  private ask(socket: Socket): Promise<LocalAddresses | undefined> {
    return new Promise((resolve, reject) => {
      let answered = false
      socket.on('error', () => {})
      socket.once('close', () => {
        resolve(undefined)
        if (answered) void this.reconnect()
      })
      receive<SupervisorMessage>(socket, (message) => {
        if (message.type === 'failed') {
          socket.destroy()
          reject(new LocalServicesError(message.message))
        } else if (message.type === 'ready') {
          // A process whose own work is done may end; the kernel closes the socket then.
          socket.unref()
          if (answered) this.moved(message.addresses)
          else this.socket = socket
          answered = true
          resolve(message.addresses)
        } else {
          this.hear(message)
        }
      })
      const { role, need, temporalCliPath } = this.options
      const chosen = temporalCliPath === undefined ? {} : { temporalCliPath }
      send(socket, { type: 'hold', version: wireVersion, role, pid: process.pid, need, note: this.note, ...chosen })
    })
  }

  private hear(message: SupervisorMessage): void {
    if (message.type === 'progress') this.options.onProgress?.(message.message)
    if (message.type === 'stopping') {
      this.over = true
      this.options.onProgress?.('The local servers were stopped on purpose.')
    }
  }

  private moved(addresses: LocalAddresses): void {
    if (JSON.stringify(addresses) === JSON.stringify(this.addresses)) return
    this.addresses = addresses
    this.options.onChange?.(addresses)
  }

  /** The supervisor died: its servers end with it. Another one is started, which takes the same ports when it can. */
  private async reconnect(): Promise<void> {
    this.socket = undefined
    let delayMs = firstReconnectDelayMs
    if (!this.over) this.options.onProgress?.('The supervisor of the local servers died; starting another one.')
    while (!this.over) {
      await sleep(delayMs, undefined, { ref: false })
      delayMs = Math.min(delayMs * 2, longestReconnectDelayMs)
      if (this.over) return
      try {
        this.moved(await this.open())
        // Released meanwhile: the new connection has to go too.
        if (this.over) await this.release()
        return
      } catch (error) {
        this.options.onProgress?.(error instanceof Error ? error.message : String(error))
      }
    }
  }
}
