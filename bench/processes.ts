/** Starts the processes that are measured, each for itself as in production, and stops them with this one. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface StartedProcess {
  child: ChildProcess
  stop(): Promise<void>
}

/** Runs a TypeScript file of this project and waits until it sends `ready`. */
export async function startProcess(
  file: string,
  options: { args?: string[]; environment?: Record<string, string> } = {},
): Promise<StartedProcess> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), options.args ?? [], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, ...options.environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const exited = once(child, 'exit')
  const first = await Promise.race([once(child, 'message'), exited.then(() => 'exited')])
  if (first === 'exited') throw new Error(`${file} ended before it was ready.`)
  return {
    child,
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}

/** Runs a TypeScript file of this project to its end and returns the one message that it sends. */
export async function runProcess<Answer>(file: URL, args: readonly string[]): Promise<Answer> {
  const child = fork(fileURLToPath(file), args, {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const exited = once(child, 'exit')
  const answer = await Promise.race([once(child, 'message'), exited.then(() => null)])
  if (answer === null) throw new Error(`${file.pathname} ended without an answer.`)
  await exited
  return answer[0] as Answer
}
