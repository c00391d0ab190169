/** The worker, and other programs of this project, as processes that a test can kill. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { until } from './stack.ts'

const projectDirectory = fileURLToPath(new URL('../..', import.meta.url))

export interface TestProcess {
  pid: number
  /** What it has printed so far. */
  output(): string
  /** Ends it as a crash would. */
  kill(): Promise<void>
  /** Asks it to end, and returns its exit code. */
  stop(): Promise<number | null>
}

/** Starts a worker on a stack and waits until it takes work. */
export function startTestWorker(environment: Record<string, string>): Promise<TestProcess> {
  return startProcess('src/worker.ts', environment)
}

/** Starts an API on a stack, at any free port, and waits until it answers. */
export async function startTestApi(environment: Record<string, string>): Promise<TestProcess & { url: string }> {
  const started = await startProcess('src/api/main.ts', { ...environment, PORT: '0' })
  // What it prints may come after what it says to its parent.
  const url = await until('the address of the API', () => /Cineqo is at (http:[^"\s]+)/.exec(started.output())?.[1])
  return { ...started, url }
}

async function startProcess(program: string, environment: Record<string, string>): Promise<TestProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', program], {
    cwd: projectDirectory,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const started = watch(child)
  const first = await Promise.race([once(child, 'message'), once(child, 'exit').then(() => undefined)])
  if (!first) throw new Error(`The process ended before it was ready:\n${started.output()}`)
  return started
}

function watch(child: ChildProcess): TestProcess {
  let output = ''
  child.stdout?.on('data', (chunk) => {
    output += chunk
  })
  child.stderr?.on('data', (chunk) => {
    output += chunk
  })
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return {
    pid: child.pid ?? 0,
    output: () => output,
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
    stop() {
      child.kill('SIGTERM')
      return exited
    },
  }
}

/** Process ids of the children of a process whose command line contains `word`. */
export function childrenOf(parent: number, word: string): number[] {
  const listed = execFileSync('ps', ['-ww', '-ax', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
  return listed.split('\n').flatMap((line) => {
    const [, pid, ppid, args = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    return Number(ppid) === parent && args.includes(word) ? [Number(pid)] : []
  })
}
