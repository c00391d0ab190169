/** Follows a job to its end, showing how far it is, and says how that is told to the shell. */
import type { Job } from '../contracts/job.ts'
import { assertNever, type JobOutcomeStatus } from '../contracts/statuses.ts'
import { budgetAdvice } from './budget-advice.ts'
import type { Cli } from './cli.ts'
import { CliError } from './cli-error.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import type { Interrupts } from './interrupts.ts'
import { createProgressView } from './progress-view.ts'
import type { Stack } from './stack.ts'

export interface FollowOptions {
  interrupts: Interrupts
  /** What the first Ctrl-C does: ask the job to stop and see it end, or leave it alone. */
  onInterrupt: 'cancel' | 'leave'
}

/** The job when it has ended. Rejects when the person leaves, or when a process that it depends on is lost. */
export async function followJob(cli: Cli, stack: Stack, jobId: string, options: FollowOptions): Promise<Job> {
  const { interrupts, onInterrupt } = options
  const view = createProgressView(cli.terminal, cli.language)
  const left = new AbortController()

  const interrupted = () => {
    if (onInterrupt === 'leave') {
      left.abort(new CliError('interrupted', exitCodes.cancelled, cli.say('detached', { job: jobId })))
      return
    }
    view.note(cli.say('cancelling'))
    stack.client.cancelJob(jobId).catch((error) => view.note(error instanceof Error ? error.message : String(error)))
  }
  /** Once for each budget: after it was raised by too little, once more. */
  let advisedOn: string | undefined
  const adviseOnBudget = (job: Job) => {
    const { waiting } = job
    if (waiting?.reason !== 'budget') return
    const budget = String(waiting.params?.budgetUsd)
    if (advisedOn === budget) return
    advisedOn = budget
    const signal = AbortSignal.any([left.signal, interrupts.second])
    // Whoever can't be asked has said already that the job waits for its budget.
    budgetAdvice(stack.client, job, waiting, { language: cli.language, signal }).then(view.note, () => {})
  }
  if (interrupts.first.aborted) interrupted()
  interrupts.first.addEventListener('abort', interrupted, { once: true })
  try {
    return await stack.client.waitForJob(jobId, {
      signal: AbortSignal.any([left.signal, interrupts.second, stack.lost]),
      onChange: (job, parts) => {
        view.show(job, parts)
        adviseOnBudget(job)
      },
    })
  } finally {
    interrupts.first.removeEventListener('abort', interrupted)
    view.close()
  }
}

/** Throws when the job ended without a result to show; otherwise says with what the command ends. */
export function outcomeOf(cli: Cli, job: Job): ExitCode {
  const status = job.status as JobOutcomeStatus
  const reason = job.error?.message[cli.language] ?? ''
  switch (status) {
    case 'completed':
      return exitCodes.completed
    case 'completed_with_failures':
      cli.terminal.note(cli.say('job_partly', { reason, job: job.id }))
      return exitCodes.completedWithFailures
    case 'failed':
      throw new CliError(
        job.error?.code ?? 'job_failed',
        exitCodes.failed,
        cli.say('job_failed', { reason, job: job.id }),
      )
    case 'cancelled':
      throw new CliError(
        'cancelled',
        exitCodes.cancelled,
        cli.say('cancelled', { job: job.id, project: job.projectId }),
      )
    default:
      return assertNever(status, 'job status')
  }
}
