/** `cineqo budget JOB USD`: limits what a job may spend. */
import type { Command } from 'commander'
import { usdOf } from '../arguments.ts'
import type { Cli } from '../cli.ts'
import { usdText } from '../estimate-text.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { withStack } from '../with-stack.ts'
import { toJson } from '../write-result.ts'

export function budgetCommand(program: Command, cli: Cli, end: (code: ExitCode) => void): void {
  const { say } = cli
  program
    .command('budget')
    .description(say('about_budget'))
    .argument('<job>', say('argument_job'))
    .argument('<usd>', say('argument_usd'))
    .option('--json', say('option_json'))
    .action(async (jobId: string, usd: string, options: { json?: boolean }) =>
      end(await setBudget(cli, jobId, usd, options)),
    )
}

async function setBudget(cli: Cli, jobId: string, usd: string, { json }: { json?: boolean }): Promise<ExitCode> {
  const budgetUsd = usd === 'none' ? null : usdOf(cli, 'USD', usd)
  return withStack(cli, { worker: false }, async ({ client }) => {
    const spending = await client.setJobBudget(jobId, budgetUsd)
    const budget = spending.budgetUsd === null ? cli.say('budget_none') : usdText(spending.budgetUsd)
    if (json) await cli.terminal.result(toJson(spending))
    else cli.terminal.note(cli.say('budget_set', { job: jobId, budget, spent: usdText(spending.spentUsd) }))
    return exitCodes.completed
  })
}
