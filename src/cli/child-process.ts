/** The API or the worker as a process of this command: its log, its end, and another start when it dies in the middle of work. */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readSync, renameSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'

export interface ChildOptions {
  name: 'api' | 'worker'
  /** Folder of its log. */
  logDirectory: string
  /** Added to the environment of this process, which it inherits. */
  environment?: Record<string, string>
  /** How long it may take to end when it is told to. Then it is killed. */
  stopMs: number
  /** It died after it had run for a while and is started again. */
  onRestart(how: string): void
  /** It died and is not started again. `tail` is the end of its log. */
  onLost(how: string, tail: string): void
}

export interface RunningChild {
  /** Path of its log. */
  log: string
  /** Says that it works, for a process that does not say so itself by the message `ready`. From then on it is started again when it dies. */
  ready(): void
  /** The end of its log. */
  tail(): string
  stop(): Promise<void>
}

const mostRestarts = 5
const restartPauseMs = 500
const largestLogBytes = 5_000_000
const tailBytes = 4000
const tailLines = 15

const fromSource = import.meta.url.endsWith('.ts')
const extension = fromSource ? 'ts' : 'js'
const programs = { api: `../api/main.${extension}`, worker: `../worker.${extension}` }

export function startChild({ name, logDirectory, environment, stopMs, onRestart, onLost }: ChildOptions): RunningChild {
  mkdirSync(logDirectory, { recursive: true })
  const log = join(logDirectory, `${name}.log`)
  let child: ChildProcess
  let ended: Promise<void>
  let logStart = 0
  let stopping = false
  let restarts = 0
  /** One that never worked would only fail again. */
  let hasWorked = false

  function start(): void {
    if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > largestLogBytes) renameSync(log, `${log}.1`)
    const output = openSync(log, 'a', 0o600)
    logStart = statSync(log).size
    child = spawn(process.execPath, nodeArguments(name), {
      // Its own process group: Ctrl-C on the terminal is for this command alone, which then ends its children in order.
      detached: true,
      stdio: ['ignore', output, output, 'ipc'],
      env: { ...process.env, ...environment },
      windowsHide: true,
    })
    closeSync(output)
    child.on('message', (message) => {
      if (message === 'ready') hasWorked = true
    })
    ended = new Promise((resolve) => {
      let over = false
      const end = (how: string) => {
        if (over) return
        over = true
        resolve()
        if (!stopping) died(how)
      }
      child.once('error', (error) => end(error.message))
      child.once('exit', (code, signal) => end(signal ?? `exit code ${code}`))
    })
  }

  function died(how: string): void {
    if (!hasWorked || restarts >= mostRestarts) {
      onLost(how, tailOf(log, logStart))
      return
    }
    restarts++
    onRestart(how)
    setTimeout(() => {
      if (!stopping) start()
    }, restartPauseMs)
  }

  start()
  return {
    log,
    ready: () => {
      hasWorked = true
    },
    tail: () => tailOf(log, logStart),
    async stop() {
      stopping = true
      child.kill('SIGTERM')
      const inTime = await Promise.race([ended.then(() => true), sleep(stopMs, false, { ref: false })])
      if (!inTime) child.kill('SIGKILL')
      await ended
    },
  }
}

/**
 * Loaded before the program: ends it when this command is gone (also by `kill -9`) before the program itself listens for that; afterwards
 * the program ends itself, in order. A data URL, because threads of the program load it too, without tsx.
 */
const endWithParent = `data:text/javascript,${encodeURIComponent(`
process.on('disconnect', () => {
  if (process.listenerCount('disconnect') === 1) process.exit(1)
})
process.channel?.unref()
`)}`

/** The same loader as this process: tsx from source, none when compiled. */
function nodeArguments(name: ChildOptions['name']): string[] {
  const loaders = [endWithParent]
  if (fromSource) loaders.push(pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href)
  return [...loaders.flatMap((loader) => ['--import', loader]), fileURLToPath(new URL(programs[name], import.meta.url))]
}

/** The last lines of what was written since `from`. */
function tailOf(log: string, from: number): string {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0
  const start = Math.max(from, size - tailBytes)
  const bytes = Buffer.alloc(Math.max(0, size - start))
  const file = openSync(log, 'r')
  try {
    readSync(file, bytes, 0, bytes.length, start)
  } finally {
    closeSync(file)
  }
  return bytes.toString('utf8').trimEnd().split('\n').slice(-tailLines).join('\n')
}
