import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { isAlive, signalProcess, waitForEnd } from './processes.ts'

/**
 * Runs one command and outlives nobody. Its standard input is a pipe whose other end only the supervisor holds: when that
 * closes, because the supervisor let go or was killed, the command is told to stop, and killed when it does not.
 *
 * Two small shells: the outer one waits for the command and passes its exit code on, the inner one reads the pipe.
 * Descriptor 3 carries the command's process id, and then stays open in the inner shell alone, so that the supervisor
 * notices when the inner shell is killed. When the command has ended, the outer shell ends an inner one that still reads
 * by SIGTERM; one that is counting the tenths ignores that signal and ends by itself. Both are collected, none is left.
 *
 * Arguments: stop signal, tenths of a second until SIGKILL, command, its arguments.
 */
const guardScript = `
signal=$1; patience=$2; shift 2
exec 4<&0
"$@" 3>&- 4<&- </dev/null &
command=$!
(
  while read -r _; do :; done
  trap '' TERM
  kill -s "$signal" "$command"
  tenths=0
  while [ "$tenths" -lt "$patience" ] && kill -0 "$command"; do sleep 0.1 3>&-; tenths=$((tenths + 1)); done
  kill -s KILL "$command"
) <&4 4<&- >/dev/null 2>&1 &
watcher=$!
echo "$command" >&3
exec 3>&- 4<&- </dev/null
wait "$command"
code=$?
exec >/dev/null 2>&1
kill -s TERM "$watcher"
wait "$watcher"
exit "$code"
`

export interface GuardedCommand {
  command: string
  args: string[]
  cwd: string
  env: Record<string, string>
  /** Operating system user to run as; only root can choose one. */
  user?: { uid: number; gid: number }
  stopSignal: 'INT' | 'TERM'
  /** From the stop signal to SIGKILL. */
  stopTimeoutMs: number
  onOutput: (text: string) => void
}

export interface GuardedProcess {
  /** Process id of the command itself. Rejects when it could not be started. */
  pid: Promise<number>
  /** Settles when the command has ended: its exit code, 128 + signal number after a signal. Never rejects. */
  ended: Promise<number>
  /** Asks the command to stop and waits for its end. */
  stop(): Promise<void>
}

/** Starts a command under a guard: whatever happens to this process, the command ends with it. */
export function startGuarded(options: GuardedCommand): GuardedProcess {
  const patience = String(Math.ceil(options.stopTimeoutMs / 100))
  const guard = spawn(
    '/bin/sh',
    ['-c', guardScript, 'cineqo-guard', options.stopSignal, patience, options.command, ...options.args],
    {
      cwd: options.cwd,
      env: options.env,
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
      // Its own process group: a signal to the supervisor's group must not hit the server before the supervisor acts.
      detached: true,
      ...options.user,
    },
  )
  for (const output of [guard.stdout, guard.stderr]) {
    output?.setEncoding('utf8')
    output?.on('data', options.onOutput)
  }
  const stdin = guard.stdin as Writable
  stdin.on('error', () => {}) // The guard may be gone already when its pipe is closed.
  const pid = readPid(guard)
  pid.catch(() => {})

  const stopCommand = async () => {
    stdin.end()
    const running = await pid.catch(() => undefined)
    if (running === undefined || (await waitForEnd(running, options.stopTimeoutMs + 1_000))) return
    signalProcess(running, 'SIGKILL')
    await waitForEnd(running, 2_000)
  }

  const ended = new Promise<number>((resolve) => {
    let over = false
    guard.once('error', () => resolve(127))
    guard.once('exit', async (code) => {
      over = true
      // A guard that was killed leaves its command behind, which its inner shell stops as soon as the pipe closes.
      if (code === null) await stopCommand()
      stdin.end()
      resolve(code ?? 137)
    })
    const report = guard.stdio[3] as Readable | null
    report?.once('close', async () => {
      await new Promise((settle) => setTimeout(settle, 500))
      const running = await pid.catch(() => undefined)
      if (over || running === undefined || !isAlive(running)) return
      // The inner shell is gone: nothing would stop the command if the supervisor died. It is started anew.
      signalProcess(running, `SIG${options.stopSignal}`)
      await stopCommand()
    })
  })

  return {
    pid,
    ended,
    async stop() {
      await stopCommand()
      await ended
    },
  }
}

function readPid(guard: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    guard.once('error', reject)
    guard.once('exit', () => reject(new Error('the guard ended before it had started its command')))
    const report = guard.stdio[3] as Readable | null
    let text = ''
    report?.setEncoding('utf8')
    report?.on('error', () => {})
    report?.on('data', (chunk: string) => {
      text += chunk
      if (text.includes('\n')) resolve(Number.parseInt(text, 10))
    })
  })
}

/** Runs a command under a guard to its end and returns its exit code and output (at most 100,000 characters of it). */
export async function runGuarded(
  options: Omit<GuardedCommand, 'onOutput'>,
  signal: AbortSignal,
  onOutput: (text: string) => void = () => {},
): Promise<{ code: number; output: string }> {
  signal.throwIfAborted()
  let output = ''
  const running = startGuarded({
    ...options,
    onOutput: (text) => {
      output = (output + text).slice(-100_000)
      onOutput(text)
    },
  })
  const abort = () => void running.stop()
  signal.addEventListener('abort', abort, { once: true })
  const code = await running.ended
  signal.removeEventListener('abort', abort)
  signal.throwIfAborted()
  return { code, output }
}
