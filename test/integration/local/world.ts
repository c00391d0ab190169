import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import {
  type HoldOptions,
  holdLocalServices,
  type LocalStatus,
  servicesStatus,
  stopLocalServices,
} from '../../../src/local/index.ts'

const both = { postgres: true, temporal: true }
const anyPorts = { postgres: 0, temporal: 0, temporalUi: 0 }

/** A `.cineqo` folder of its own among the temporary files, and the servers that are started in it. */
export class World {
  readonly directory: string
  private readonly folder: string
  private readonly children: ChildProcess[] = []

  constructor() {
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), 'cineqo-local-')))
    // PostgreSQL's own user passes through it when the tests run as root.
    chmodSync(this.folder, 0o755)
    this.directory = join(this.folder, '.cineqo')
  }

  options(more: Partial<HoldOptions> = {}): HoldOptions {
    return { directory: this.directory, role: 'test', need: both, ports: anyPorts, graceMs: 300, ...more }
  }

  hold(more: Partial<HoldOptions> = {}) {
    return holdLocalServices(this.options(more))
  }

  /** Starts a process that holds the servers; resolves when they are ready. */
  async holder(more: Partial<HoldOptions> = {}): Promise<ChildProcess & { pid: number }> {
    const program = fileURLToPath(new URL('./holder-process.ts', import.meta.url))
    const child = spawn(process.execPath, ['--import', 'tsx', program, JSON.stringify(this.options(more))], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    this.children.push(child)
    await once(child.stdout as NodeJS.ReadableStream, 'data')
    return child as ChildProcess & { pid: number }
  }

  async status(): Promise<LocalStatus> {
    const status = await servicesStatus(this.directory)
    if (!status) throw new Error('the servers do not run')
    return status
  }

  /** Living processes whose command line names this folder: supervisor, guards, servers. Holders are not counted. */
  processes(): string[] {
    const listed = execFileSync('ps', ['-ww', '-ax', '-o', 'pid=,stat=,args='], { encoding: 'utf8' })
    return listed.split('\n').filter((line) => {
      const [, state = '', ...command] = line.trim().split(/\s+/)
      const isOurs = command.join(' ').includes(this.directory) && !line.includes('holder-process')
      return isOurs && !state.startsWith('Z')
    })
  }

  /** Ends everything that runs; the data stays. */
  async stop(): Promise<void> {
    for (const child of this.children.splice(0)) child.kill('SIGKILL')
    await stopLocalServices(this.directory, { force: true })
    await until(() => this.processes().length === 0, 'nothing of the world runs')
  }

  async remove(): Promise<void> {
    await this.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** Polls until the condition holds; a condition that throws does not hold yet. */
export async function until(condition: () => unknown, what: string, timeoutMs = 30_000): Promise<void> {
  const deadline = Date.now() + timeoutMs
  let problem: unknown
  while (Date.now() < deadline) {
    try {
      if (await condition()) return
    } catch (error) {
      problem = error
    }
    await sleep(50)
  }
  throw new Error(`not within ${timeoutMs} ms: ${what}`, { cause: problem })
}

export async function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
