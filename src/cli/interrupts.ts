/** Ctrl-C, SIGTERM and SIGHUP: the first asks for an orderly end, the second for a quick one, the third ends the process. */
import { CliError } from './cli-error.ts'
import { exitCodes } from './exit-codes.ts'
import type { Say } from './text.ts'

export interface Interrupts {
  /** Aborted by the first one. */
  first: AbortSignal
  /** Aborted by the second one. */
  second: AbortSignal
  /** Stops listening. */
  dispose(): void
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export function listenForInterrupts(say: Say): Interrupts {
  const controllers = [new AbortController(), new AbortController()] as const
  let count = 0
  const take = () => {
    const controller = controllers[count++]
    // What this process started ends with it: the processes see the channel close, the local servers the socket.
    if (!controller) process.exit(exitCodes.cancelled)
    controller.abort(new CliError('interrupted', exitCodes.cancelled, say('interrupted')))
  }
  for (const signal of signals) process.on(signal, take)
  return {
    first: controllers[0].signal,
    second: controllers[1].signal,
    dispose: () => {
      for (const signal of signals) process.off(signal, take)
    },
  }
}
