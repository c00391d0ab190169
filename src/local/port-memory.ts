import { readJson } from './json-file.ts'
import { writeWhole } from './paths.ts'
import { choosePort } from './ports.ts'
import type { PreferredPorts } from './types.ts'

export type PortName = keyof PreferredPorts

/** PostgreSQL's is out of the way of an installed server's 5432; Temporal's two are the ones its own tools expect. */
const usualPorts: Record<PortName, number> = { postgres: 54329, temporal: 7233, temporalUi: 8233 }

const purposes: Record<PortName, string> = {
  postgres: 'PostgreSQL',
  temporal: 'Temporal',
  temporalUi: "Temporal's Web UI",
}

/** Chooses ports, and remembers them in a file so that a restart keeps them. */
export class PortMemory {
  private readonly path: string
  private readonly wished: PreferredPorts
  private readonly remembered: PreferredPorts

  constructor(path: string, wished: PreferredPorts) {
    this.path = path
    this.wished = wished
    this.remembered = readJson<PreferredPorts>(path) ?? {}
  }

  /** `sticky`: the port of last time even if it looks taken; the server itself will say so. */
  async choose(name: PortName, report: (message: string) => void, sticky: boolean): Promise<number> {
    const last = this.remembered[name]
    if (sticky && last !== undefined) return last
    const taken = Object.entries(this.remembered).flatMap(([other, port]) => (other === name ? [] : [port]))
    const wished = this.wished[name]
    // "Any free port" is content with the one of last time.
    const preferred = wished === 0 ? (last ?? 0) : (wished ?? last ?? usualPorts[name])
    const port = await choosePort({ purpose: purposes[name], preferred }, taken, report)
    this.remembered[name] = port
    writeWhole(this.path, `${JSON.stringify(this.remembered)}\n`)
    return port
  }
}
