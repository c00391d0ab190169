import { rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { dirname, join } from 'node:path'
import type { BoundedLog } from './bounded-log.ts'
import type { SupervisorState } from './connection.ts'
import { readJson } from './json-file.ts'
import { ManagedServer } from './managed-server.ts'
import { type LocalPaths, makeOwnFolder, socketPlaces, writeWhole } from './paths.ts'
import { PortMemory } from './port-memory.ts'
import { postgresServer } from './postgres.ts'
import { ServerRegister } from './server-register.ts'
import { temporalServer } from './temporal.ts'
import {
  type Holder,
  type HolderNote,
  type LocalAddresses,
  type LocalNeed,
  type LocalServerName,
  LocalServicesError,
  type LocalStatus,
  type PreferredPorts,
} from './types.ts'
import { type ClientMessage, receive, type SupervisorMessage, send, wireVersion } from './wire.ts'

export interface SupervisorOptions {
  paths: LocalPaths
  cacheDirectory: string
  ports: PreferredPorts
  graceMs: number
  log: BoundedLog
}

/** How long a supervisor that was just started waits for its first client, which polls for its socket. */
const firstClientTimeoutMs = 15_000

const folderPollMs = 2_000

/** A connected process. It holds the servers from its `hold` until its socket closes, which the kernel does when it is killed. */
interface Client {
  socket: Socket
  holder?: Holder
  need: LocalNeed
  waiting: boolean
}

/** Owns the servers, counts who holds them, and stops them when nobody does. */
export class Supervisor {
  /** Settles when everything has ended and this process can exit. */
  readonly ended: Promise<void>
  private readonly options: SupervisorOptions
  private readonly register: ServerRegister
  private readonly servers: Record<LocalServerName, ManagedServer>
  private readonly clients = new Set<Client>()
  private readonly startedAt = new Date().toISOString()
  private listener: Server | undefined
  private socketPath = ''
  private kept = false
  private temporalCliPath: string | undefined
  private grace: NodeJS.Timeout | undefined
  private watch: NodeJS.Timeout | undefined
  private stopping: Promise<void> | undefined
  private finish: () => void = () => {}

  constructor(options: SupervisorOptions) {
    this.options = options
    const { paths, cacheDirectory } = options
    this.ended = new Promise((resolve) => {
      this.finish = resolve
    })
    this.register = new ServerRegister(paths)
    const ports = new PortMemory(paths.ports, options.ports)
    const chosenCliPath = () => this.temporalCliPath
    const managed = (kind: ManagedServer['kind']) =>
      new ManagedServer(
        kind,
        this.register,
        (message) => this.tell(message),
        () => this.tellMoved(),
      )
    this.servers = {
      postgres: managed(postgresServer(paths, ports, cacheDirectory)),
      temporal: managed(temporalServer(paths, ports, { cacheDirectory, chosenCliPath })),
    }
  }

  /** Stops what a crashed supervisor left, then takes clients. The caller holds the lock of the folder. */
  async open(): Promise<void> {
    await this.register.stopLeftovers((line) => this.options.log.line(line))
    await this.listen()
    const { root, supervisor } = this.options.paths
    const state: SupervisorState = { root, pid: process.pid, socket: this.socketPath }
    writeWhole(supervisor, `${JSON.stringify(state)}\n`)
    this.options.log.line(`supervisor ${process.pid} listens on ${this.socketPath}`)
    this.watch = setInterval(() => {
      if (!this.isKnown()) void this.stop('its folder was deleted')
    }, folderPollMs)
    this.stopWhenUnused(Math.max(firstClientTimeoutMs, this.options.graceMs))
  }

  /** Stops the servers and ends. Holders that are not told will start a new supervisor. */
  stop(reason: string): Promise<void> {
    this.stopping ??= this.stopAll(reason)
    return this.stopping
  }

  private async stopAll(reason: string): Promise<void> {
    this.options.log.line(`stopping: ${reason}`)
    clearTimeout(this.grace)
    clearInterval(this.watch)
    // The socket goes first: whoever comes from here on starts a new supervisor, which waits for our lock. When the folder
    // was deleted and made anew, the socket of that name may be a successor's.
    if (this.isKnown()) rmSync(this.socketPath, { force: true })
    this.listener?.close()
    await Promise.all(Object.values(this.servers).map((server) => server.stop()))
    this.options.log.line('stopped')
    for (const { socket } of this.clients) socket.end()
    this.finish()
  }

  /** False once somebody deleted the folder: nobody can find this supervisor any more. */
  private isKnown(): boolean {
    return readJson<SupervisorState>(this.options.paths.supervisor)?.pid === process.pid
  }

  /** Binds the first place that works. A socket file left there is dead: we hold the lock. */
  private async listen(): Promise<void> {
    const problems: string[] = []
    for (const path of socketPlaces(this.options.paths)) {
      try {
        makeOwnFolder(dirname(path), 0o700)
        rmSync(path, { force: true })
        const listener = createServer((socket) => this.accept(socket))
        await new Promise<void>((resolve, reject) => {
          listener.once('error', reject)
          listener.listen(path, resolve)
        })
        this.listener = listener
        this.socketPath = path
        return
      } catch (error) {
        problems.push(`${path}: ${error instanceof Error ? error.message : error}`)
      }
    }
    throw new LocalServicesError('The supervisor of the local servers found no place for its socket.', problems)
  }

  private accept(socket: Socket): void {
    const client: Client = { socket, need: { postgres: false, temporal: false }, waiting: false }
    this.clients.add(client)
    socket.on('error', () => {})
    socket.on('close', () => {
      this.clients.delete(client)
      if (client.holder) this.options.log.line(`${client.holder.role} ${client.holder.pid} is gone`)
      this.stopWhenUnused(this.options.graceMs)
    })
    receive<ClientMessage>(socket, (message) => void this.handle(client, message))
  }

  private async handle(client: Client, message: ClientMessage): Promise<void> {
    const answer = (reply: SupervisorMessage) => send(client.socket, reply)
    switch (message.type) {
      case 'hold':
        client.holder = {
          role: message.role,
          pid: message.pid,
          since: new Date().toISOString(),
          ...urlOf(message.note),
        }
        this.options.log.line(`${message.role} ${message.pid} holds`)
        return this.serve(client, message)
      case 'keep':
        this.kept = true
        return this.serve(client, message)
      case 'note':
        if (client.holder) Object.assign(client.holder, { url: undefined }, urlOf(message.note))
        return
      case 'status':
        return answer({ type: 'status', status: this.describe() })
      case 'stop':
        return this.handleStop(client, message.force)
    }
  }

  private async serve(client: Client, message: ClientMessage & { type: 'hold' | 'keep' }): Promise<void> {
    // Too late for us; the client goes to the next supervisor when its connection closes.
    if (this.stopping) return void client.socket.end()
    if (message.version !== wireVersion) {
      const text = 'Another version of Cineqo runs the local servers. Stop them first: cineqo services stop --force'
      return send(client.socket, { type: 'failed', message: text })
    }
    clearTimeout(this.grace)
    client.need = message.need
    this.temporalCliPath = message.temporalCliPath ?? this.temporalCliPath
    client.waiting = true
    try {
      const wanted = Object.values(this.servers).filter(({ kind }) => message.need[kind.name])
      await Promise.all(wanted.map((server) => server.start()))
      send(client.socket, { type: 'ready', addresses: this.addressesFor(client.need) })
    } catch (error) {
      this.options.log.line(`start failed: ${error instanceof Error ? error.stack : error}`)
      if (message.type === 'keep') this.kept = false
      send(client.socket, { type: 'failed', message: error instanceof Error ? error.message : String(error) })
      this.stopWhenUnused(this.options.graceMs)
    } finally {
      client.waiting = false
    }
  }

  private async handleStop(client: Client, force: boolean): Promise<void> {
    this.kept = false
    const holders = this.holders()
    if (holders.length > 0 && !force) {
      return send(client.socket, { type: 'stopped', result: { stopped: false, holders } })
    }
    for (const { socket, holder } of this.clients) if (holder) send(socket, { type: 'stopping' })
    await this.stop('asked to')
    send(client.socket, { type: 'stopped', result: { stopped: true, holders: [] } })
  }

  private stopWhenUnused(afterMs: number): void {
    clearTimeout(this.grace)
    if (this.kept || this.stopping || this.isUsed()) return
    this.grace = setTimeout(() => void this.stop('nobody uses the servers any more'), afterMs)
  }

  /** A process that waits for a kept start counts; one that only asks for the status does not. */
  private isUsed(): boolean {
    return [...this.clients].some(({ holder, waiting }) => holder || waiting)
  }

  private holders(): Holder[] {
    return [...this.clients].flatMap(({ holder }) => holder ?? [])
  }

  private describe(): LocalStatus {
    const { postgres, temporal } = this.servers
    return {
      ...this.addressesFor({ postgres: true, temporal: true }),
      supervisor: {
        pid: process.pid,
        startedAt: this.startedAt,
        log: join(this.options.paths.logs, 'supervisor.log'),
      },
      kept: this.kept,
      services: { postgres: postgres.describe(), temporal: temporal.describe() },
      holders: this.holders(),
    }
  }

  private addressesFor(need: LocalNeed): LocalAddresses {
    const { postgres, temporal } = this.servers
    return { ...(need.postgres && postgres.addresses()), ...(need.temporal && temporal.addresses()) }
  }

  private tell(message: string): void {
    this.options.log.line(message)
    for (const { socket, holder, waiting } of this.clients) {
      if (holder || waiting) send(socket, { type: 'progress', message })
    }
  }

  private tellMoved(): void {
    for (const { socket, holder, need, waiting } of this.clients) {
      if (holder && !waiting) send(socket, { type: 'ready', addresses: this.addressesFor(need) })
    }
  }
}

function urlOf(note: HolderNote): HolderNote {
  return note.url === undefined ? {} : { url: note.url }
}
