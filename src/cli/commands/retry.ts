/** `cineqo retry JOB`: does what a job left undone, in the same job. */
import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { followJob, outcomeOf } from '../follow-job.ts'
import { sayAfterwards } from '../say-afterwards.ts'
import { withStack } from '../with-stack.ts'
import { toJson } from '../write-result.ts'

interface RetryOptions {
  wait: boolean
  json?: boolean
}

export function retryCommand(program: Command, cli: Cli, end: (code: ExitCode) => void): void {
  const { say } = cli
  program
    .command('retry')
    .description(say('about_retry'))
    .argument('<job>', say('argument_job'))
    .option('--no-wait', say('option_no_wait'))
    .option('--json', say('option_json'))
    .action(async (jobId: string, options: RetryOptions) => end(await retry(cli, jobId, options)))
}

function retry(cli: Cli, jobId: string, { wait, json }: RetryOptions): Promise<ExitCode> {
  return withStack(cli, { worker: wait }, async (stack, interrupts) => {
    const restarted = await stack.client.retryJob(jobId, { signal: interrupts.first })
    cli.terminal.note(cli.say('retry_started', { job: jobId }))
    if (!wait) {
      if (json) await cli.terminal.result(toJson(restarted))
      return exitCodes.completed
    }
    const job = await followJob(cli, stack, jobId, { interrupts, onInterrupt: 'leave' })
    await sayAfterwards(cli, stack, job, interrupts.second)
    if (json) await cli.terminal.result(toJson(job))
    return outcomeOf(cli, job)
  })
}
