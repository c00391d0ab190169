/** A port that an API of ours can listen on. */
import { createServer } from 'node:net'

const neighbours = 20

/** `preferred` or one of the next ports that nobody listens on, else any free one. 0: any free one. */
export async function freePort(host: string, preferred: number): Promise<number> {
  if (preferred > 0) {
    for (let port = preferred; port < Math.min(preferred + neighbours, 65_536); port++) {
      if ((await listen(host, port)) !== undefined) return port
    }
  }
  const port = await listen(host, 0)
  if (port === undefined) throw new Error(`No port is free on ${host}.`)
  return port
}

/** Listens for a moment. The port, or undefined when it is taken. */
function listen(host: string, port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen(port, host, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined))
    })
  })
}
