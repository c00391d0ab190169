/** Starts a program of ours beside the API, from source or from the build, with so much memory and without the environment. */
import { type ChildProcess, fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Logger } from '../log.ts'

const megabyte = 1024 * 1024
const shownErrorCharacters = 2000

/** `program` is the file without its extension. Its first argument is the memory limit in bytes. It does not keep the API alive. */
export function startProgram(
  program: URL,
  { memoryMegabytes, logger }: { memoryMegabytes: number; logger: Logger },
): ChildProcess {
  const fromSource = import.meta.url.endsWith('.ts')
  const file = new URL(`${program.href}.${fromSource ? 'ts' : 'js'}`)
  const loader = fromSource ? ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href] : []
  const child = fork(fileURLToPath(file), [String(memoryMegabytes * megabyte)], {
    execArgv: [`--max-old-space-size=${memoryMegabytes}`, ...loader],
    // Texts of strangers are read there: it is given nothing that they could want.
    env: {},
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  child.unref()
  child.channel?.unref()
  // What can't be sent because the process has ended is reported by its end.
  child.on('error', () => {})
  logErrors(child, logger)
  return child
}

function logErrors(child: ChildProcess, logger: Logger): void {
  let text = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text = `${text}${chunk}`.slice(0, shownErrorCharacters)
  })
  child.once('close', () => {
    if (text) logger.warn({ text, program: child.spawnargs.at(-2) }, 'a process beside the API said')
  })
}
