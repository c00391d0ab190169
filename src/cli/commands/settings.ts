/** `cineqo settings`: which models work, for the installation or a project. Keys come from standard input, never from the command line. */
import { text as readAll } from 'node:stream/consumers'
import { Argument, type Command } from 'commander'
import type { CineqoClient } from '../../client/index.ts'
import { type KeyName, keyNames, type PatchSettingsRequest } from '../../contracts/settings.ts'
import { usageError } from '../arguments.ts'
import type { Cli } from '../cli.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { projectIdOf } from '../project-id.ts'
import { changeOf, settingsLines, testLines } from '../settings-text.ts'
import { withStack } from '../with-stack.ts'
import { toJson } from '../write-result.ts'

interface SettingsOptions {
  project?: string
  json?: boolean
  draw?: boolean
}

export function settingsCommand(program: Command, cli: Cli, end: (code: ExitCode) => void): void {
  const { say } = cli
  const settings = program.command('settings').description(say('about_settings'))
  const command = (name: string, about: string, isDefault = false) =>
    settings
      .command(name, { isDefault })
      .description(about)
      .option('--project <project>', say('option_settings_project'))
      .option('--json', say('option_json'))
  const keyArgument = () => new Argument('<name>', say('argument_key')).choices(keyNames)

  command('show', say('about_settings_show'), true).action(async (options: SettingsOptions) =>
    end(await show(cli, options)),
  )
  command('set', say('about_settings_set'))
    .argument('<settings...>', say('argument_settings'))
    .action(async (pairs: string[], options: SettingsOptions) =>
      end(await change(cli, options, changeOf(cli, pairs), say('settings_saved'))),
    )
  command('set-key', say('about_settings_set_key'))
    .addArgument(keyArgument())
    .action(async (name: KeyName, options: SettingsOptions) => {
      const keys = { [name]: await keyFromInput(cli, name) }
      end(await change(cli, options, { keys }, say('settings_key_saved')))
    })
  command('remove-key', say('about_settings_remove_key'))
    .addArgument(keyArgument())
    .action(async (name: KeyName, options: SettingsOptions) =>
      end(await change(cli, options, { keys: { [name]: null } }, say('settings_key_removed'))),
    )
  command('test', say('about_settings_test'))
    .addArgument(keyArgument())
    .option('--draw', say('option_draw'))
    .action(async (kind: KeyName, options: SettingsOptions) => end(await test(cli, kind, options)))
}

/** The settings of the installation, or of the project that is named. */
async function scopeOf(cli: Cli, client: CineqoClient, { project }: SettingsOptions) {
  if (project === undefined) {
    return { get: client.getSettings, update: client.updateSettings, test: client.testSettings }
  }
  const projectId = await projectIdOf(cli, client, project)
  return {
    get: () => client.getProjectSettings(projectId),
    update: (patch: PatchSettingsRequest) => client.updateProjectSettings(projectId, patch),
    test: (request: Parameters<typeof client.testSettings>[0]) => client.testProjectSettings(projectId, request),
  }
}

function show(cli: Cli, options: SettingsOptions): Promise<ExitCode> {
  return withStack(cli, { worker: false }, async ({ client }) => {
    const view = await (await scopeOf(cli, client, options)).get()
    await cli.terminal.result(options.json ? toJson(view) : settingsLines(cli, view.effective).join('\n'))
    return exitCodes.completed
  })
}

function change(cli: Cli, options: SettingsOptions, patch: PatchSettingsRequest, said: string): Promise<ExitCode> {
  return withStack(cli, { worker: false }, async ({ client }) => {
    const view = await (await scopeOf(cli, client, options)).update(patch)
    if (options.json) await cli.terminal.result(toJson(view))
    else {
      await cli.terminal.result(settingsLines(cli, view.effective).join('\n'))
      cli.terminal.note(said)
    }
    return exitCodes.completed
  })
}

function test(cli: Cli, kind: KeyName, options: SettingsOptions): Promise<ExitCode> {
  return withStack(cli, { worker: false }, async ({ client }) => {
    const found = await (await scopeOf(cli, client, options)).test({ kind, draw: options.draw ?? false })
    await cli.terminal.result(options.json ? toJson(found) : testLines(cli, found).join('\n'))
    return found.works ? exitCodes.completed : exitCodes.failed
  })
}

async function keyFromInput({ say }: Cli, name: KeyName): Promise<string> {
  const key = process.stdin.isTTY ? '' : (await readAll(process.stdin)).trim()
  if (key === '') throw usageError(say('settings_no_key', { name }))
  return key
}
