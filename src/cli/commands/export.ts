/** `cineqo export PROJECT --out DIR`: everything that came out of a project, as files. */
import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { projectIdOf } from '../project-id.ts'
import { summaryOf } from '../summary.ts'
import { withStack } from '../with-stack.ts'
import { toJson, writeResult } from '../write-result.ts'

interface ExportOptions {
  out: string
  json?: boolean
}

export function exportCommand(program: Command, cli: Cli, end: (code: ExitCode) => void): void {
  const { say } = cli
  program
    .command('export')
    .description(say('about_export'))
    .argument('<project>', say('argument_project'))
    .requiredOption('--out <dir>', say('option_out'))
    .option('--json', say('option_json'))
    .action(async (project: string, options: ExportOptions) => end(await exportProject(cli, project, options)))
}

function exportProject(cli: Cli, project: string, { out, json }: ExportOptions): Promise<ExitCode> {
  return withStack(cli, { worker: false }, async ({ client }) => {
    const projectId = await projectIdOf(cli, client, project)
    const written = await writeResult(cli, client, await client.getResult(projectId), out)
    const { terminal, language } = cli
    await terminal.result(json ? toJson(written.result) : summaryOf(written, terminal.columns(), language))
    return exitCodes.completed
  })
}
