/** `cineqo jobs`: what was asked for, newest first. */
import type { Command } from 'commander'
import { jobCatalogue } from '../../contracts/job-types.ts'
import { type JobStatus, jobStatuses } from '../../contracts/statuses.ts'
import { choiceOption, numberOption } from '../arguments.ts'
import type { Cli } from '../cli.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { waitingText } from '../progress-rows.ts'
import { costText } from '../spending-text.ts'
import { pad, printable, widthOf } from '../terminal.ts'
import { statusNames } from '../text.ts'
import { withStack } from '../with-stack.ts'
import { toJson } from '../write-result.ts'

/** As wide as the longest status, and at least as an amount of six places. */
const statusColumns = 22
const costColumns = 9

interface JobsOptions {
  limit?: number
  status?: JobStatus
  all?: boolean
  json?: boolean
}

export function jobsCommand(program: Command, cli: Cli, end: (code: ExitCode) => void): void {
  const { say } = cli
  program
    .command('jobs')
    .description(say('about_jobs'))
    .addOption(numberOption(cli, '--limit <n>', say('option_limit'), 100))
    .addOption(choiceOption(cli, '--status <status>', say('option_status'), jobStatuses))
    .option('--all', say('option_all'))
    .option('--json', say('option_json'))
    .action(async (options: JobsOptions) => end(await jobs(cli, options)))
}

function jobs(cli: Cli, { limit = 20, status, all, json }: JobsOptions): Promise<ExitCode> {
  return withStack(cli, { worker: false }, async ({ client }) => {
    const { terminal, language, say } = cli
    const { items } = await client.getUserJobs({ limit, status, ...(!all && { parentId: 'none' }) })
    if (json) await terminal.result(toJson(items))
    else if (items.length === 0) terminal.note(say('nothing_listed'))
    else {
      const costs = items.map((job) => costText(job.costUsd, job.unpricedCalls, language))
      const columns = Math.max(costColumns, ...costs.map(widthOf))
      const lines = items.map((job, index) =>
        [
          job.id,
          pad(job.waiting ? waitingText(job.waiting, language) : statusNames[job.status][language], statusColumns),
          `${String(job.progress).padStart(3)} %`,
          pad(costs[index] ?? '', columns),
          pad(jobCatalogue[job.type].title[language], 20),
          printable([job.projectName, job.label].filter(Boolean).join(' · ')),
        ].join('  '),
      )
      await terminal.result(lines.join('\n'))
    }
    return exitCodes.completed
  })
}
