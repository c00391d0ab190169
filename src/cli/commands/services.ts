/** `cineqo services`: the local PostgreSQL and Temporal, for whoever wants to look into them or keep them up. */
import { dirname } from 'node:path'
import type { Command } from 'commander'
import { keepLocalServices, type LocalStatus, servicesStatus, stopLocalServices } from '../../local/index.ts'
import type { Cli } from '../cli.ts'
import { CliError } from '../cli-error.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { toJson } from '../write-result.ts'

interface ServicesOptions {
  json?: boolean
  force?: boolean
}

export function servicesCommand(program: Command, cli: Cli, end: (code: ExitCode) => void): void {
  const { say } = cli
  const services = program.command('services').description(say('about_services'))
  services
    .command('start')
    .description(say('about_services_start'))
    .option('--json', say('option_json'))
    .action(async (options: ServicesOptions) => end(await start(cli, options)))
  services
    .command('status')
    .description(say('about_services_status'))
    .option('--json', say('option_json'))
    .action(async (options: ServicesOptions) => end(await status(cli, options)))
  services
    .command('env')
    .description(say('about_services_env'))
    .action(async () => end(await env(cli)))
  services
    .command('stop')
    .description(say('about_services_stop'))
    .option('--force', say('option_force'))
    .option('--json', say('option_json'))
    .action(async (options: ServicesOptions) => end(await stop(cli, options)))
}

async function start(cli: Cli, { json }: ServicesOptions): Promise<ExitCode> {
  const { config, terminal, say } = cli
  const need = { postgres: config.databaseUrl === undefined, temporal: config.temporal.address === undefined }
  if (!need.postgres && !need.temporal) {
    terminal.note(say('services_remote'))
    return show(cli, null, json)
  }
  const running = await keepLocalServices({
    directory: config.directory,
    need,
    ...(config.temporal.cliPath !== undefined && { temporalCliPath: config.temporal.cliPath }),
    onProgress: (message) => terminal.note(message),
  })
  const code = await show(cli, running, json)
  terminal.note(say('services_kept'))
  return code
}

async function status(cli: Cli, { json }: ServicesOptions): Promise<ExitCode> {
  const running = await servicesStatus(cli.config.directory)
  if (!running) cli.terminal.note(cli.say('services_off'))
  return show(cli, running, json)
}

/** Settings for a shell: the addresses, and the `temporal` command on PATH. */
async function env({ config, terminal, say }: Cli): Promise<ExitCode> {
  const running = await servicesStatus(config.directory)
  if (!running) throw new CliError('services_off', exitCodes.servicesUnavailable, say('services_off'))
  const { temporalCli } = running
  const settings = Object.entries({
    DATABASE_URL: config.databaseUrl ?? running.databaseUrl,
    TEMPORAL_ADDRESS: config.temporal.address ?? running.temporalAddress,
  })
  const lines = settings.flatMap(([name, value]) => (value ? [`export ${name}=${quoted(value)}`] : []))
  if (temporalCli?.includes('/')) lines.push(`export PATH=${quoted(dirname(temporalCli))}:"$PATH"`)
  await terminal.result(lines.join('\n'))
  return exitCodes.completed
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

async function stop({ config, terminal, say }: Cli, { json, force = false }: ServicesOptions): Promise<ExitCode> {
  const result = await stopLocalServices(config.directory, { force })
  if (json) await terminal.result(toJson(result))
  else if (!result.wasRunning) terminal.note(say('services_off'))
  else if (result.stopped) terminal.note(say('services_stopped'))
  else {
    const holders = result.holders.map(({ role, pid }) => `${role} (${pid})`).join(', ')
    terminal.note(say('services_in_use', { holders }))
  }
  return exitCodes.completed
}

/** How to connect, and what runs. What the settings give stands beside what is started here. */
async function show({ config, terminal, say }: Cli, running: LocalStatus | null, json = false): Promise<ExitCode> {
  const addresses = {
    databaseUrl: config.databaseUrl ?? running?.databaseUrl ?? null,
    temporalAddress: config.temporal.address ?? running?.temporalAddress ?? null,
    temporalUi: config.temporal.uiUrl ?? running?.temporalUi ?? null,
    temporalCli: running?.temporalCli ?? null,
    api: config.apiUrl ?? running?.holders.find(({ role, url }) => role === 'api' && url)?.url ?? null,
  }
  if (json) {
    await terminal.result(toJson({ running: running !== null, ...addresses, kept: running?.kept ?? false, ...running }))
    return exitCodes.completed
  }
  const lines = Object.entries(addresses).flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []))
  for (const [name, service] of Object.entries(running?.services ?? {})) {
    const remarks = [service.pid && `pid ${service.pid}`, service.problem, service.log].filter(Boolean).join(', ')
    lines.push(`${name}: ${service.state} (${remarks})`)
  }
  if (running && running.holders.length > 0) {
    lines.push(`${say('held_by')}: ${running.holders.map(({ role, pid }) => `${role} (${pid})`).join(', ')}`)
  }
  if (lines.length > 0) await terminal.result(lines.join('\n'))
  return exitCodes.completed
}
