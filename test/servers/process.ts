/** A test server as a process of its own, which can be killed and started again on the same port and ledger. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { FaultRule } from './faults.ts'
import type { Figures } from './figures.ts'
import type { LedgerEntry } from './ledger.ts'
import type { ServerProcessOptions } from './main.ts'

export interface ServerProcess {
  /** Without a slash at the end. */
  url: string
  readLedger(): Promise<{ figures: Figures; entries: LedgerEntry[] }>
  setFaults(rules: FaultRule[]): Promise<void>
  /** Ends it as a crash would. */
  kill(): Promise<void>
  stop(): Promise<void>
}

const program = fileURLToPath(new URL('main.ts', import.meta.url))
const projectDirectory = fileURLToPath(new URL('../..', import.meta.url))

export async function startServerProcess(options: ServerProcessOptions): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, JSON.stringify(options)], {
    cwd: projectDirectory,
    // Ctrl-C on the terminal is for the program that started it, which ends it in order; if that one dies, it ends itself.
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const exited = once(child, 'exit')
  const first = await Promise.race([once(child, 'message'), exited.then(() => undefined)])
  if (!first) throw new Error(`The ${options.server} server ended before it listened.`)
  const { url } = first[0] as { url: string }
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await exited
  }
  return {
    url,
    readLedger: async () => (await fetch(`${url}/control/ledger`)).json() as never,
    async setFaults(rules) {
      await fetch(`${url}/control/faults`, { method: 'PUT', body: JSON.stringify(rules) })
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  }
}
