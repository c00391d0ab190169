/** Runs a command with an API, and with a worker where it follows a job. */
import type { Cli } from './cli.ts'
import { type Interrupts, listenForInterrupts } from './interrupts.ts'
import { openStack, type Stack, type StackNeed } from './stack.ts'

/** Starts what is missing, does `work`, and stops what was started, however `work` ends. */
export async function withStack<Result>(
  cli: Cli,
  need: Omit<StackNeed, 'signal'>,
  work: (stack: Stack, interrupts: Interrupts) => Promise<Result>,
): Promise<Result> {
  const interrupts = listenForInterrupts(cli.say)
  try {
    const stack = await openStack(cli, { ...need, signal: interrupts.first })
    try {
      return await work(stack, interrupts)
    } finally {
      await stack.close()
    }
  } finally {
    interrupts.dispose()
  }
}
