/** `cineqo projects`: what there is. */
import type { Command } from 'commander'
import { numberOption } from '../arguments.ts'
import type { Cli } from '../cli.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { costText } from '../spending-text.ts'
import { printable } from '../terminal.ts'
import { withStack } from '../with-stack.ts'
import { toJson } from '../write-result.ts'

interface ProjectsOptions {
  limit?: number
  json?: boolean
}

export function projectsCommand(program: Command, cli: Cli, end: (code: ExitCode) => void): void {
  const { say } = cli
  program
    .command('projects')
    .description(say('about_projects'))
    .addOption(numberOption(cli, '--limit <n>', say('option_limit'), 100))
    .option('--json', say('option_json'))
    .action(async (options: ProjectsOptions) => end(await projects(cli, options)))
}

function projects(cli: Cli, { limit = 50, json }: ProjectsOptions): Promise<ExitCode> {
  return withStack(cli, { worker: false }, async ({ client }) => {
    const { terminal, language, say } = cli
    const { items } = await client.projects({ limit })
    if (json) await terminal.result(toJson(items))
    else if (items.length === 0) terminal.note(say('nothing_listed'))
    else {
      const lines = items.map(({ id, name, counts, spending }) => {
        const { episodes, characters, images } = counts
        const made = say('came_out', { episodes, characters, pictures: images })
        const spent = costText(spending.spentUsd, spending.unpricedCalls, language)
        return [id, printable(name), made, spent].filter(Boolean).join('  ')
      })
      await terminal.result(lines.join('\n'))
    }
    return exitCodes.completed
  })
}
