/** `cineqo cancel JOB`: asks a job to stop. */
import type { Command } from 'commander'
import { isLive } from '../../contracts/statuses.ts'
import type { Cli } from '../cli.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { withStack } from '../with-stack.ts'
import { toJson } from '../write-result.ts'

export function cancelCommand(program: Command, cli: Cli, end: (code: ExitCode) => void): void {
  const { say } = cli
  program
    .command('cancel')
    .description(say('about_cancel'))
    .argument('<job>', say('argument_job'))
    .option('--json', say('option_json'))
    .action(async (jobId: string, options: { json?: boolean }) => end(await cancel(cli, jobId, options)))
}

function cancel(cli: Cli, jobId: string, { json }: { json?: boolean }): Promise<ExitCode> {
  return withStack(cli, { worker: false }, async ({ client }) => {
    const job = await client.cancelJob(jobId)
    if (json) await cli.terminal.result(toJson(job))
    else cli.terminal.note(cli.say(isLive(job.status) ? 'cancel_asked' : 'ended_already', { job: jobId }))
    return exitCodes.completed
  })
}
