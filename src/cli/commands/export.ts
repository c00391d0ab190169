/** `cineqo export PROJECT --out DIR`: everything that came out of a project, as files. */
import type { Command } from 'commander'
import { z } from 'zod'
import type { CineqoClient } from '../../client/index.ts'
import type { Cli } from '../cli.ts'
import { CliError } from '../cli-error.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
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
    const projectId = await idOf(cli, client, project)
    const written = await writeResult(cli, client, await client.getResult(projectId), out)
    const { terminal, language } = cli
    await terminal.result(json ? toJson(written.result) : summaryOf(written, terminal.columns(), language))
    return exitCodes.completed
  })
}

/** A project is named by its id or its name; of several with one name, the newest is meant. */
async function idOf({ say }: Cli, client: CineqoClient, project: string): Promise<string> {
  if (z.uuid().safeParse(project).success) return project
  const named = project.trim() ? (await client.projects({ name: project, limit: 1 })).items[0] : undefined
  if (!named) throw new CliError('not_found', exitCodes.error, say('no_project', { name: project }))
  return named.id
}
