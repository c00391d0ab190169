import { readJson } from './json-file.ts'
import { type LocalPaths, writeWhole } from './paths.ts'
import { commandLineOf, isAlive, signalProcess, waitForEnd } from './processes.ts'
import type { LocalServerName } from './types.ts'

interface RegisteredServer {
  pid: number
  /** Part of its command line; without it the process id alone could belong to anybody by then. */
  mark: string
}

interface Register {
  /** The folder that the servers belong to: a copied folder brings its register along, and must not stop them. */
  root: string
  servers: Partial<Record<LocalServerName, RegisteredServer>>
}

const leftoverStopTimeoutMs = 15_000

/** Remembers in a file which server processes were started, for the supervisor that comes after a crash. */
export class ServerRegister {
  private readonly paths: LocalPaths
  private readonly servers: Register['servers'] = {}

  constructor(paths: LocalPaths) {
    this.paths = paths
  }

  remember(name: LocalServerName, server: RegisteredServer): void {
    this.servers[name] = server
    const register: Register = { root: this.paths.root, servers: this.servers }
    writeWhole(this.paths.servers, `${JSON.stringify(register)}\n`)
  }

  /** Stops what an earlier supervisor left running. A process whose command line is not the one we started is left alone. */
  async stopLeftovers(log: (line: string) => void): Promise<void> {
    const { root, servers } = readJson<Register>(this.paths.servers) ?? {}
    if (root !== this.paths.root || !servers) return
    const stops: [LocalServerName, NodeJS.Signals][] = [
      ['postgres', 'SIGINT'],
      ['temporal', 'SIGTERM'],
    ]
    await Promise.all(
      stops.map(async ([name, signal]) => {
        const server = servers[name]
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
