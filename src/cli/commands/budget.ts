/** `cineqo budget JOB USD` and `cineqo budget --project PROJECT USD`: limits what may be spent. */
import type { Command } from 'commander'
import { usageError, usdOf } from '../arguments.ts'
import type { Cli } from '../cli.ts'
import { usdText } from '../estimate-text.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { projectIdOf } from '../project-id.ts'
import { costText } from '../spending-text.ts'
import { withStack } from '../with-stack.ts'
import { toJson } from '../write-result.ts'

interface BudgetOptions {
  project?: string
  json?: boolean
}

export function budgetCommand(program: Command, cli: Cli, end: (code: ExitCode) => void): void {
  const { say } = cli
  program
    .command('budget')
    .description(say('about_budget'))
    .usage(say('usage_budget'))
    .argument('[job]', say('argument_job'))
    .argument('[usd]', say('argument_usd'))
    .option('--project <project>', say('option_budget_project'))
    .option('--json', say('option_json'))
    .action(async (first: string | undefined, second: string | undefined, options: BudgetOptions) => {
      const { project } = options
      // With a project, the amount is the only argument.
      const [jobId, usd] = project === undefined ? [first, second] : [undefined, first]
      const hasBoth = usd !== undefined && (project === undefined || second === undefined)
      if (!hasBoth) throw usageError(say('budget_needs_amount'))
      end(await setBudget(cli, { jobId, usd, ...options }))
    })
}

async function setBudget(
  cli: Cli,
  { jobId = '', usd, project, json }: BudgetOptions & { jobId: string | undefined; usd: string },
): Promise<ExitCode> {
  const budgetUsd = usd === 'none' ? null : usdOf(cli, 'USD', usd)
  return withStack(cli, { worker: false }, async ({ client }) => {
    const spending =
      project === undefined
        ? await client.setJobBudget(jobId, budgetUsd)
        : await client.setProjectBudget(await projectIdOf(cli, client, project), budgetUsd)
    const budget = spending.budgetUsd === null ? cli.say('budget_none') : usdText(spending.budgetUsd)
    const of = project ?? jobId
    const spent = costText(spending.spentUsd, spending.unpricedCalls, cli.language) || usdText(0)
    if (json) await cli.terminal.result(toJson(spending))
    else cli.terminal.note(cli.say('budget_set', { of, budget, spent }))
    return exitCodes.completed
  })
}
