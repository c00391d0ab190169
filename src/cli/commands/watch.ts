/** `cineqo watch JOB`: follows a job. Ctrl-C leaves it alone. */
import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import type { ExitCode } from '../exit-codes.ts'
import { followJob, outcomeOf } from '../follow-job.ts'
import { sayAfterwards } from '../say-afterwards.ts'
import { withStack } from '../with-stack.ts'
import { toJson } from '../write-result.ts'

export function watchCommand(program: Command, cli: Cli, end: (code: ExitCode) => void): void {
  const { say } = cli
  program
    .command('watch')
    .description(say('about_watch'))
    .argument('<job>', say('argument_job'))
    .option('--json', say('option_json'))
    .action(async (jobId: string, options: { json?: boolean }) => end(await watch(cli, jobId, options)))
}

function watch(cli: Cli, jobId: string, { json }: { json?: boolean }): Promise<ExitCode> {
  return withStack(cli, { worker: true }, async (stack, interrupts) => {
    const job = await followJob(cli, stack, jobId, { interrupts, onInterrupt: 'leave' })
    await sayAfterwards(cli, stack, job, interrupts.second)
    if (json) await cli.terminal.result(toJson(job))
    return outcomeOf(cli, job)
  })
}
