/** `cineqo run FILE`: one novel in, everything that comes out of it. */
import type { Command } from 'commander'
import type { NovelEncoding } from '../../contracts/novel-file.ts'
import { type Language, languageSchema, type SplitMode, splitModeSchema } from '../../contracts/text.ts'
import { adapt, loadNovel } from '../adapt.ts'
import { budgetOption, choiceOption, encodingOption, minutesOption, numberOption, usageError } from '../arguments.ts'
import type { Cli } from '../cli.ts'
import type { ExitCode } from '../exit-codes.ts'
import { readNovelFile } from '../novel-file.ts'
import { prepareFolder } from '../out-folder.ts'
import { summaryOf } from '../summary.ts'
import { withStack } from '../with-stack.ts'
import { toJson, withAbsolutePaths } from '../write-result.ts'

interface RunOptions {
  project?: string
  mode?: SplitMode
  maxEpisodes?: number
  minutesPerEpisode?: number
  encoding?: NovelEncoding
  images: boolean
  out?: string
  budget?: number
  yes?: boolean
  json?: boolean
  language?: Language
}

export function runCommand(program: Command, cli: Cli, end: (code: ExitCode) => void): void {
  const { say } = cli
  program
    .command('run')
    .description(say('about_run'))
    .argument('<file>', say('argument_file'))
    .option('--project <name>', say('option_project'))
    .addOption(choiceOption(cli, '--mode <mode>', say('option_mode'), splitModeSchema.options))
    .addOption(numberOption(cli, '--max-episodes <n>', say('option_max_episodes')))
    .addOption(minutesOption(cli, '--minutes-per-episode <n>'))
    .addOption(encodingOption(cli))
    .option('--no-images', say('option_no_images'))
    .option('--out <dir>', say('option_out'))
    .addOption(budgetOption(cli))
    .option('--yes', say('option_yes'))
    .option('--json', say('option_json'))
    .addOption(choiceOption(cli, '--language <language>', say('option_language'), languageSchema.options))
    .action(async (file: string, options: RunOptions) => end(await run(cli, file, options)))
}

async function run(cli: Cli, file: string, options: RunOptions): Promise<ExitCode> {
  const { mode, maxEpisodes, minutesPerEpisode, encoding, images, out, language, budget, yes = false } = options
  if (mode === 'count' && maxEpisodes === undefined) throw usageError(cli.say('count_needs_number'))
  const novelFile = await readNovelFile(cli, file)
  // Not only after everything was made, and paid for.
  if (out !== undefined) await prepareFolder(cli, out)
  return withStack(cli, { worker: true }, async (stack, interrupts) => {
    const name = options.project?.trim() || novelFile.title
    const loading = { name, language, encoding, signal: interrupts.first }
    const loaded = await loadNovel(cli, stack.client, novelFile, loading)
    const input = { mode, maxEpisodes, minutesPerEpisode, images }
    const adaptation = { ...loaded, input, budgetUsd: budget, yes, out, interrupts }
    const { written, exitCode, offline } = await adapt(cli, stack, adaptation)
    if (options.json) {
      await cli.terminal.result(toJson(out === undefined ? withAbsolutePaths(written) : written.result))
    } else {
      if (offline) cli.terminal.note(cli.say('made_offline'))
      await cli.terminal.result(summaryOf(written, cli.terminal.columns(), cli.language))
    }
    return exitCode
  })
}
