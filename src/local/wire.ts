import type { Socket } from 'node:net'
import type { Holder, HolderNote, LocalAddresses, LocalNeed, LocalStatus, StopResult } from './types.ts'

/** Raised when a message changes its meaning: a supervisor of another version says so instead of guessing. */
export const wireVersion = 1

export type ClientMessage =
  | {
      type: 'hold'
      version: number
      role: string
      pid: number
      need: LocalNeed
      note: HolderNote
      temporalCliPath?: string
    }
  | { type: 'keep'; version: number; need: LocalNeed; temporalCliPath?: string }
  | { type: 'note'; note: HolderNote }
  | { type: 'status' }
  | { type: 'stop'; force: boolean }

export type SupervisorMessage =
  | { type: 'progress'; message: string }
  | { type: 'ready'; addresses: LocalAddresses }
  | { type: 'failed'; message: string }
  | { type: 'status'; status: LocalStatus }
  /** The answer to `stop`, sent when everything has ended or when it is clear that it won't. */
  | { type: 'stopped'; result: Pick<StopResult, 'stopped'> & { holders: Holder[] } }
  /** To holders: the servers are being stopped on purpose, don't start them again. */
  | { type: 'stopping' }

const longestMessageCharacters = 1_000_000

export function send(socket: Socket, message: ClientMessage | SupervisorMessage): void {
  if (socket.writable) socket.write(`${JSON.stringify(message)}\n`)
}

/** Calls `handle` for each message (one line of JSON). A side that sends anything else is cut off. */
export function receive<M extends ClientMessage | SupervisorMessage>(
  socket: Socket,
  handle: (message: M) => void,
): void {
  let waiting = ''
  socket.setEncoding('utf8')
  socket.on('data', (text: string) => {
    waiting += text
    if (waiting.length > longestMessageCharacters) return void socket.destroy()
    const lines = waiting.split('\n')
    waiting = lines.pop() ?? ''
    for (const line of lines) {
      let message: M
      try {
        message = JSON.parse(line) as M
      } catch {
        return void socket.destroy()
      }
      handle(message)
    }
  })
}
