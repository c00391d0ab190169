/** `cineqo demo`: the sample novels, one of them adapted, with everything started for it. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { z } from 'zod'
import { type Language, languageSchema } from '../../contracts/text.ts'
import { adapt, loadNovel } from '../adapt.ts'
import { choiceOption } from '../arguments.ts'
import type { Cli } from '../cli.ts'
import { CliError } from '../cli-error.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import type { Interrupts } from '../interrupts.ts'
import { readNovelFile } from '../novel-file.ts'
import type { Stack } from '../stack.ts'
import { summaryOf } from '../summary.ts'
import { withStack } from '../with-stack.ts'
import { toJson, withAbsolutePaths } from '../write-result.ts'

/** Beside `src` in a checkout, beside `dist` in an installation. */
const samples = new URL('../../../samples/', import.meta.url)
const sampleListSchema = z.record(languageSchema, z.object({ file: z.string(), title: z.string() }))

interface DemoOptions {
  json?: boolean
  yes?: boolean
  language?: Language
}

export function demoCommand(program: Command, cli: Cli, end: (code: ExitCode) => void): void {
  const { say } = cli
  program
    .command('demo')
    .description(say('about_demo'))
    .option('--yes', say('option_yes'))
    .option('--json', say('option_json'))
    .addOption(choiceOption(cli, '--language <language>', say('option_demo_language'), languageSchema.options))
    .action(async (options: DemoOptions) => end(await demo(cli, options)))
}

async function demo(cli: Cli, options: DemoOptions): Promise<ExitCode> {
  const { terminal, say, config } = cli
  const sampleList = await readSampleList(cli)
  return withStack(cli, { worker: true, port: config.port }, async (stack, interrupts) => {
    terminal.note(addressesOf(cli, stack))
    const { written, exitCode, offline } = await adaptSample(
      cli,
      stack,
      sampleList,
      { language: options.language ?? 'zh', yes: options.yes ?? false },
      interrupts,
    )
    if (offline) terminal.note(say('made_offline'))
    const { columns } = terminal
    await terminal.result(
      options.json
        ? toJson(withAbsolutePaths(written))
        : `${summaryOf(written, columns(), cli.language)}\n\n${addressesOf(cli, stack)}`,
    )
    if (!terminal.attended) {
      terminal.note(say('stops_now'))
      return exitCode
    }
    terminal.note(say('stays_up'))
    await aborted(AbortSignal.any([interrupts.first, stack.lost]))
    if (stack.lost.aborted) throw stack.lost.reason
    terminal.note(say('stopping'))
    return exitCode
  })
}

/** Loads every sample into a project of its title, and adapts the one in `language`. */
async function adaptSample(
  cli: Cli,
  stack: Stack,
  sampleList: z.infer<typeof sampleListSchema>,
  { language, yes }: { language: Language; yes: boolean },
  interrupts: Interrupts,
) {
  const loaded = new Map<Language, Awaited<ReturnType<typeof loadNovel>>>()
  for (const sampleLanguage of languageSchema.options) {
    const { file, title } = sampleList[sampleLanguage]
    const novelFile = await readNovelFile(cli, fileURLToPath(new URL(file, samples)))
    const loading = { name: title, language: sampleLanguage, signal: interrupts.first }
    loaded.set(sampleLanguage, await loadNovel(cli, stack.client, novelFile, loading))
  }
  const chosen = loaded.get(language)
  if (!chosen) throw new Error(`No sample is in ${language}.`)
  return adapt(cli, stack, { ...chosen, input: { mode: 'auto' }, yes, interrupts })
}

async function readSampleList({ say }: Cli): Promise<z.infer<typeof sampleListSchema>> {
  const path = fileURLToPath(new URL('cast.json', samples))
  try {
    return sampleListSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (cause) {
    throw new CliError('samples_missing', exitCodes.error, say('samples_missing', { path }), { cause })
  }
}

function addressesOf({ say }: Cli, { apiUrl, health, databaseUrl }: Stack): string {
  const lines = [`${say('page')}: ${apiUrl}`]
  if (health.temporalUi) lines.push(`${say('temporal_ui')}: ${health.temporalUi}`)
  if (databaseUrl) lines.push(`${say('database')}: ${databaseUrl}`)
  return lines.join('\n')
}

function aborted(signal: AbortSignal): Promise<void> {
  // Waiting for a signal does not keep a process alive; the interval does.
  const alive = setInterval(() => {}, 60_000)
  return new Promise((resolve) => {
    const done = () => {
      clearInterval(alive)
      resolve()
    }
    if (signal.aborted) done()
    else signal.addEventListener('abort', done, { once: true })
  })
}
