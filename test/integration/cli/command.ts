/** Runs the command `cineqo` as a person does: as a process of its own, in a folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { modelVariables } from '../../support/model-variables.ts'
import { until } from '../../support/stack.ts'

const program = fileURLToPath(new URL('../../../bin/cineqo.js', import.meta.url))

/** Settings of the person who runs the tests must not reach the command. */
const personal = [
  'DATABASE_URL',
  'TEMPORAL_ADDRESS',
  'TEMPORAL_NAMESPACE',
  'CINEQO_API_URL',
  'CINEQO_DIRECTORY',
  'HOST',
  ...modelVariables,
]

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

export interface RunningCommand {
  process: ChildProcess & { pid: number }
  /** What it has said on stderr so far. */
  said(): string
  ended: Promise<Ended>
}

export class Commands {
  /** The working directory of every command. */
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'cineqo-cli-')))
  private readonly environment: Record<string, string>
  private readonly running = new Set<ChildProcess>()

  constructor(environment: Record<string, string> = {}) {
    chmodSync(this.folder, 0o755)
    this.environment = { PORT: '0', LC_ALL: 'C', ...environment }
  }

  start(...args: string[]): RunningCommand {
    return this.startWith('', args)
  }

  /** Starts a command that is given `input` on standard input. */
  private startWith(input: string, args: string[]): RunningCommand {
    const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !personal.includes(name)))
    const child = spawn(process.execPath, [program, ...args], {
      cwd: this.folder,
      env: { ...inherited, ...this.environment },
      stdio: 'pipe',
    })
    child.stdin.on('error', () => {}).end(input)
    this.running.add(child)
    let stdout = ''
    let stderr = ''
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      stdout += text
    })
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      stderr += text
    })
    const ended = new Promise<Ended>((resolve) => {
      child.once('close', (code) => {
        this.running.delete(child)
        resolve({ code, stdout, stderr })
      })
    })
    return { process: child as ChildProcess & { pid: number }, said: () => stderr, ended }
  }

  run(...args: string[]): Promise<Ended> {
    return this.start(...args).ended
  }

  runWith(input: string, ...args: string[]): Promise<Ended> {
    return this.startWith(input, args).ended
  }

  remove(): void {
    for (const child of this.running) child.kill('SIGKILL')
    rmSync(this.folder, { recursive: true, force: true })
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Waits until the command has said something on stderr. */
export function untilSaid(command: RunningCommand, words: RegExp): Promise<unknown> {
  return until(`the command to say ${words}`, () => words.test(command.said()), 40_000)
}
