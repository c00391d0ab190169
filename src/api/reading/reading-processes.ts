/**
 * Reads novels in processes of their own. A hostile file can take any time and memory, and a heap that is full ends the whole process, also when a
 * thread has filled it: here it costs that one upload, and the API goes on answering meanwhile.
 */
import type { ChildProcess } from 'node:child_process'
import { extname } from 'node:path'
import { CineqoError } from '../../contracts/errors.ts'
import type { Logger } from '../../log.ts'
import { InvalidRequestError } from '../requests.ts'
import { startProgram } from '../start-program.ts'
import type { NovelSummary, ReadingAnswer, ReadingOutcome, ReadingTask } from './reading-task.ts'
import { createSlots } from './slots.ts'

export interface ReadingLimits {
  /** Files read at the same time. Others wait. */
  atOnce: number
  /** How long a file may take: so much, and so much more for each megabyte. */
  baseMs: number
  perMegabyteMs: number
  /** Of one process, resident. */
  memoryMegabytes: number
}

/** Ten million characters take well below 10 s on two cores, and below 512 MB. */
const defaultLimits: ReadingLimits = { atOnce: 2, baseMs: 10_000, perMegabyteMs: 1000, memoryMegabytes: 1024 }
/** Loading the program, on a busy machine. */
const startMs = 30_000
/** A process waits so long for another file, which it then begins without having to start. */
const idleMs = 30_000
/** One that is larger than this after its work is not kept. */
const keptBytes = 300 * 1024 * 1024
const megabyte = 1024 * 1024
const program = new URL('reading-process', import.meta.url)

export interface ReadingProcesses {
  /**
   * Reads the novel of `task`, a file of so many bytes. Rejects with what is wrong with it, with `novel_unreadable` when it took too much time or
   * memory, or with the reason of `signal`; nobody reads on then.
   */
  read(task: ReadingTask, bytes: number, signal: AbortSignal): Promise<NovelSummary>
  /** Ends all processes. What they read is given up. */
  close(): void
}

export function createReadingProcesses(logger: Logger, given: Partial<ReadingLimits> = {}): ReadingProcesses {
  const limits = { ...defaultLimits, ...given }
  const slots = createSlots(limits.atOnce)
  const idle: { process: ChildProcess; timer: NodeJS.Timeout }[] = []
  const running = new Set<ChildProcess>()

  /** One that waits for work, or a new one. */
  async function open(signal: AbortSignal): Promise<ChildProcess> {
    const waiting = idle.pop()
    if (waiting) {
      clearTimeout(waiting.timer)
      return waiting.process
    }
    const started = startProgram(program, { memoryMegabytes: limits.memoryMegabytes, logger })
    running.add(started)
    started.once('exit', () => {
      running.delete(started)
      forget(started)
    })
    const first = await nextAnswer(started, startMs, signal).catch((error) => {
      started.kill('SIGKILL')
      throw error
    })
    if (first.kind !== 'ready') throw new Error(`A reading process could not start: ${JSON.stringify(first)}`)
    return started
  }

  function keep(process: ChildProcess): void {
    const timer = setTimeout(() => {
      forget(process)
      process.kill('SIGKILL')
    }, idleMs).unref()
    idle.push({ process, timer })
  }

  function forget(process: ChildProcess): void {
    const place = idle.findIndex((waiting) => waiting.process === process)
    if (place >= 0) clearTimeout(idle.splice(place, 1)[0]?.timer)
  }

  return {
    async read(task, bytes, signal) {
      const giveBack = await slots.take(signal)
      try {
        const process = await open(signal)
        const limitMs = limits.baseMs + (bytes / megabyte) * limits.perMegabyteMs
        let isFit = false
        try {
          process.send(task)
          const answer = await nextAnswer(process, limitMs, signal)
          isFit = answer.kind !== 'broken' && answer.residentBytes < keptBytes
          return novelOf(answer)
        } catch (error) {
          if (!(error instanceof LostReadingError)) throw error
          logger.warn({ how: error.message, bytes, fileName: task.fileName }, 'a novel could not be read')
          throw new CineqoError('novel_unreadable', {
            format: extname(task.fileName ?? task.formatHint ?? '').slice(1) || 'novel',
            seconds: Math.ceil(limitMs / 1000),
            limit: `${limits.memoryMegabytes} MB`,
          })
        } finally {
          if (isFit) keep(process)
          else process.kill('SIGKILL')
        }
      } finally {
        giveBack()
      }
    },
    close() {
      for (const { timer } of idle) clearTimeout(timer)
      for (const process of running) process.kill('SIGKILL')
    },
  }
}

/** The process ended, or took too long. */
class LostReadingError extends Error {}

function novelOf(answer: ReadingOutcome): NovelSummary {
  switch (answer.kind) {
    case 'read':
      return answer.novel
    case 'refused':
      if (answer.issues) throw new InvalidRequestError(answer.issues)
      throw new CineqoError(answer.error.code, answer.error.params)
    case 'broken':
      throw new Error(`Reading a novel failed: ${answer.stack}`)
    case 'ready':
      throw new Error('A reading process has started twice.')
  }
}

/** What the process says next. Rejects with a `LostReadingError`, or with the reason of `signal`. */
function nextAnswer(process: ChildProcess, limitMs: number, signal: AbortSignal): Promise<ReadingAnswer> {
  return new Promise((resolve, reject) => {
    const lose = (how: string) => settle(() => reject(new LostReadingError(how)))
    const onMessage = (message: unknown) => settle(() => resolve(message as ReadingAnswer))
    const onExit = (code: number | null, end: NodeJS.Signals | null) => lose(`the process ended: ${end ?? code}`)
    const onAbort = () => settle(() => reject(signal.reason))
    const timer = setTimeout(() => lose(`no answer within ${limitMs} ms`), limitMs)
    function settle(end: () => void): void {
      clearTimeout(timer)
      process.off('message', onMessage).off('exit', onExit)
      signal.removeEventListener('abort', onAbort)
      end()
    }
    if (signal.aborted) return onAbort()
    process.on('message', onMessage).on('exit', onExit)
    signal.addEventListener('abort', onAbort)
  })
}
