/**
 * Has a job estimated in a process of its own: counting the tokens of a long novel takes seconds, in which the API is to go on answering. A job
 * that reads no novel is estimated at once.
 */
import type { ChildProcess } from 'node:child_process'
import { CineqoError } from '../../contracts/errors.ts'
import type { Estimate } from '../../contracts/money.ts'
import type { Logger } from '../../log.ts'
import { createSlots } from '../reading/slots.ts'
import { startProgram } from '../start-program.ts'
import { estimateOfTask } from './estimate-of-task.ts'
import type { EstimateOutcome, EstimateTask } from './estimate-task.ts'

/** Others wait. */
const atOnce = 2
/** Ten million characters take about half of it. */
const limitMs = 120_000
const memoryMegabytes = 1024
const program = new URL('estimate-process', import.meta.url)

/** Rejects with `estimate_failed` when it took too much time or memory, and with the reason of `signal`; nobody counts on then. */
export type EstimateInProcess = (task: EstimateTask, signal: AbortSignal) => Promise<Estimate>

export function createEstimateInProcess(logger: Logger): EstimateInProcess {
  const slots = createSlots(atOnce)
  return async (task, signal) => {
    if (!task.novel) return estimateOfTask(task)
    const giveBack = await slots.take(signal)
    const child = startProgram(program, { memoryMegabytes, logger })
    try {
      return await answerOf(child, task, signal)
    } finally {
      child.kill('SIGKILL')
      giveBack()
    }
  }
}

function answerOf(child: ChildProcess, task: EstimateTask, signal: AbortSignal): Promise<Estimate> {
  return new Promise((resolve, reject) => {
    const lose = (how: string) => settle(() => reject(new CineqoError('estimate_failed', { how })))
    const onAbort = () => settle(() => reject(signal.reason))
    const timer = setTimeout(() => lose(`no answer within ${limitMs / 1000} s`), limitMs)
    function settle(end: () => void): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      end()
    }
    if (signal.aborted) return onAbort()
    signal.addEventListener('abort', onAbort)
    child.once('exit', (code, killedBy) => lose(`the process ended: ${killedBy ?? code}`))
    child.on('message', (outcome: EstimateOutcome) => {
      switch (outcome.kind) {
        case 'ready':
          return child.send(task)
        case 'estimated':
          return settle(() => resolve(outcome.estimate))
        case 'refused':
          return settle(() => reject(new CineqoError(outcome.error.code, outcome.error.params)))
        case 'broken':
          return settle(() => reject(new Error(`Estimating a job failed: ${outcome.stack}`)))
      }
    })
  })
}
