import { setTimeout as sleep } from 'node:timers/promises'
import type { BoundedLog } from './bounded-log.ts'
import { type GuardedCommand, type GuardedProcess, startGuarded } from './guard.ts'
import type { ServerRegister } from './server-register.ts'
import { type LocalAddresses, type LocalServerName, LocalServicesError, type ServiceStatus } from './types.ts'

type ServerCommand = Omit<GuardedCommand, 'onOutput'>

/** One kind of server: how it is prepared, started and known to be ready. */
export interface ServerKind {
  name: LocalServerName
  /** As a sentence names it: "PostgreSQL". */
  title: string
  log: BoundedLog
  readyTimeoutMs: number
  /** Part of the command line by which a process left over from a crash is known to be ours. */
  mark(): string
  /** Everything that is done once before the first start: find the binary, create the data. */
  prepare(report: (message: string) => void, signal: AbortSignal): Promise<void>
  /** `sticky`: the ports of the last start, whether they are free or not. */
  choosePorts(report: (message: string) => void, sticky: boolean): Promise<Record<string, number>>
  command(ports: Record<string, number>): ServerCommand
  /** Resolves when the server answers; rejects at once when it never will. Polls until `signal` says that it is over. */
  whenReady(ports: Record<string, number>, signal: AbortSignal): Promise<void>
  addresses(ports: Record<string, number>): LocalAddresses
}

/** A server that ran this long had started well; when it dies it is started again at once. */
const healthyAfterMs = 10_000
const firstDelayMs = 250
const longestDelayMs = 10_000
/** Restarts on the same ports before others are tried: clients know the old ones. */
const stickyRestarts = 5
const firstStartAttempts = 3

/** Starts a server, starts it again when it dies, and knows its state. */
export class ManagedServer {
  readonly kind: ServerKind
  private readonly register: ServerRegister
  private readonly report: (message: string) => void
  private readonly onMoved: () => void
  private readonly stopping = new AbortController()
  private readonly status: ServiceStatus
  private process: GuardedProcess | undefined
  private starting: Promise<void> | undefined
  private supervision: Promise<void> | undefined
  private prepared = false

  constructor(kind: ServerKind, register: ServerRegister, report: (message: string) => void, onMoved: () => void) {
    this.kind = kind
    this.register = register
    this.report = report
    this.onMoved = onMoved
    this.status = { state: 'off', ports: {}, restarts: 0, log: kind.log.path }
  }

  describe(): ServiceStatus {
    return { ...this.status }
  }

  addresses(): LocalAddresses {
    return this.status.state === 'ready' || this.status.state === 'restarting'
      ? this.kind.addresses(this.status.ports)
      : {}
  }

  /** Resolves when the server is ready; joins a start that is under way. Rejects with the reason, and can be called again. */
  start(): Promise<void> {
    this.starting ??= this.startFirst().catch((error: unknown) => {
      this.starting = undefined
      throw error
    })
    return this.starting
  }

  async stop(): Promise<void> {
    this.stopping.abort(new LocalServicesError('The local servers are being stopped.'))
    await this.starting?.catch(() => {})
    await this.process?.stop()
    await this.supervision
    this.status.state = 'off'
  }

  private async startFirst(): Promise<void> {
    this.status.state = 'starting'
    this.status.problem = undefined
    try {
      if (!this.prepared) await this.kind.prepare(this.report, this.stopping.signal)
      this.prepared = true
      await this.startWithAttempts()
    } catch (error) {
      this.status.state = 'failed'
      this.status.problem = error instanceof Error ? error.message : String(error)
      throw error
    }
    this.supervision = this.supervise()
  }

  /** A port can be taken by somebody else between its choice and its use: then other ones are chosen. */
  private async startWithAttempts(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.launch(false)
      } catch (error) {
        if (attempt === firstStartAttempts || this.stopping.signal.aborted) throw error
        this.kind.log.line(`start ${attempt} failed: ${error instanceof Error ? error.message : error}`)
      }
    }
  }

  private async launch(sticky: boolean): Promise<void> {
    const ports = await this.kind.choosePorts(this.report, sticky)
    this.stopping.signal.throwIfAborted()
    this.kind.log.forgetTail()
    const launched = startGuarded({ ...this.kind.command(ports), onOutput: (text) => this.kind.log.write(text) })
    this.process = launched
    const over = new AbortController()
    const timeout = AbortSignal.timeout(this.kind.readyTimeoutMs)
    const early = launched.ended.then((code) => {
      over.abort()
      throw new LocalServicesError(this.explainEnd(code))
    })
    early.catch(() => {})
    try {
      const pid = await launched.pid
      this.register.remember(this.kind.name, { pid, mark: this.kind.mark() })
      const signal = AbortSignal.any([over.signal, timeout, this.stopping.signal])
      await Promise.race([this.kind.whenReady(ports, signal), early])
      Object.assign(this.status, { state: 'ready', pid, ports })
    } catch (error) {
      over.abort()
      await launched.stop()
      this.stopping.signal.throwIfAborted()
      if (!timeout.aborted) throw error
      const seconds = this.kind.readyTimeoutMs / 1000
      throw new LocalServicesError(`${this.kind.title} did not answer within ${seconds} s.`, [], { cause: error })
    }
  }

  private explainEnd(code: number): string {
    const how = code > 128 ? `was ended by signal ${code - 128}` : `ended with exit code ${code}`
    const said = this.kind.log.lastLines(5)
    return `${this.kind.title} ${how}.${said ? ` It said:\n${said}` : ''}`
  }

  /** Lives as long as the server is wanted. */
  private async supervise(): Promise<void> {
    let failures = 0
    let startedAt = Date.now()
    while (this.process) {
      const code = await this.process.ended
      if (this.stopping.signal.aborted) return
      failures = Date.now() - startedAt > healthyAfterMs ? 1 : failures + 1
      Object.assign(this.status, { state: 'restarting', pid: undefined, problem: this.explainEnd(code) })
      this.report(
        `${this.kind.title} died (${code > 128 ? `signal ${code - 128}` : `exit code ${code}`}); starting it again.`,
      )
      for (;;) {
        if (!(await this.pauseBefore(failures))) return
        startedAt = Date.now()
        const before = JSON.stringify(this.status.ports)
        try {
          await this.launch(failures <= stickyRestarts)
          this.status.restarts++
          this.report(`${this.kind.title} is back.`)
          if (JSON.stringify(this.status.ports) !== before) this.onMoved()
          break
        } catch (error) {
          if (this.stopping.signal.aborted) return
          failures++
          this.status.problem = error instanceof Error ? error.message : String(error)
          this.kind.log.line(`restart failed: ${this.status.problem}`)
        }
      }
    }
  }

  /** No pause before the first restart, then twice as long each time. False when the server is not wanted any more. */
  private async pauseBefore(failures: number): Promise<boolean> {
    const pauseMs = failures <= 1 ? 0 : Math.min(firstDelayMs * 2 ** (failures - 2), longestDelayMs)
    await sleep(pauseMs, undefined, { signal: this.stopping.signal }).catch(() => {})
    return !this.stopping.signal.aborted
  }
}
