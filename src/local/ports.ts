import { connect, createServer } from 'node:net'

const connectTimeoutMs = 500
const neighboursToTry = 40

/**
 * True when nothing listens on the port of 127.0.0.1 and it can be bound. Both are checked: on macOS a port can be bound
 * on one address while somebody listens on all of them.
 */
async function isFree(port: number): Promise<boolean> {
  const answered = await new Promise<boolean>((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    const settle = (listening: boolean) => {
      socket.destroy()
      resolve(listening)
    }
    socket.setTimeout(connectTimeoutMs, () => settle(true))
    socket.once('connect', () => settle(true))
    socket.once('error', () => settle(false))
  })
  return !answered && (await bind(port)) !== undefined
}

/** Binds the port for a moment and returns its number (useful for 0), or undefined when that is impossible. */
async function bind(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined))
    })
  })
}

export interface PortWish {
  /** What the port is for, as a sentence names it: "PostgreSQL". */
  purpose: string
  /** Port to use when it is free; 0 for any. */
  preferred: number
}

/**
 * Chooses a free port of 127.0.0.1: the preferred one, else one shortly above it, else any. Tells `report` when it is not
 * the preferred one. `taken` are ports that are free yet and already promised to somebody.
 */
export async function choosePort(wish: PortWish, taken: number[], report: (message: string) => void): Promise<number> {
  if (wish.preferred !== 0) {
    for (let port = wish.preferred; port < Math.min(wish.preferred + neighboursToTry, 65_536); port++) {
      if (taken.includes(port) || !(await isFree(port))) continue
      if (port !== wish.preferred) report(`Port ${wish.preferred} is in use; ${wish.purpose} uses ${port} instead.`)
      return port
    }
  }
  for (let attempt = 0; attempt < 10; attempt++) {
    const port = await bind(0)
    if (port === undefined || taken.includes(port)) continue
    if (wish.preferred !== 0) report(`Port ${wish.preferred} is in use; ${wish.purpose} uses ${port} instead.`)
    return port
  }
  throw new Error(`no free port of 127.0.0.1 was found for ${wish.purpose}`)
}
