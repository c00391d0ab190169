import { readJson } from './json-file.ts'
import { writeWhole } from './paths.ts'
import { commandLineOf, isAlive, signalProcess, waitForEnd } from './processes.ts'
import type { LocalServerName } from './types.ts'

interface RegisteredServer {
  pid: number
  /** Part of its command line; without it the process id alone could belong to anybody by then. */
  mark: string
}

const leftoverStopTimeoutMs = 15_000

/** Remembers in a file which server processes were started, for the supervisor that comes after a crash. */
export class ServerRegister {
  private readonly path: string
  private servers: Partial<Record<LocalServerName, RegisteredServer>> = {}

  constructor(path: string) {
    this.path = path
  }

  remember(name: LocalServerName, server: RegisteredServer): void {
    this.servers[name] = server
    writeWhole(this.path, `${JSON.stringify(this.servers)}\n`)
  }

  /** Stops what an earlier supervisor left running. A process whose command line is not the one we started is left alone. */
  async stopLeftovers(log: (line: string) => void): Promise<void> {
    const left = readJson<Record<LocalServerName, RegisteredServer>>(this.path) ?? {}
    const stops: [LocalServerName, NodeJS.Signals][] = [
      ['postgres', 'SIGINT'],
      ['temporal', 'SIGTERM'],
    ]
    await Promise.all(
      stops.map(async ([name, signal]) => {
        const server = left[name]
        if (!server || !Number.isInteger(server.pid) || !server.mark || !isAlive(server.pid)) return
        if (!commandLineOf(server.pid)?.includes(server.mark)) return
        log(`stopping ${name} (process ${server.pid}), left over from an earlier run`)
        signalProcess(server.pid, signal)
        if (await waitForEnd(server.pid, leftoverStopTimeoutMs)) return
        signalProcess(server.pid, 'SIGKILL')
        await waitForEnd(server.pid, 2_000)
      }),
    )
  }
}
