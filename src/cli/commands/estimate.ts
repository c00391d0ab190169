/** `cineqo estimate FILE`, or `--project`: what adapting a novel would cost. */
import type { Command } from 'commander'
import type { NovelEncoding } from '../../contracts/novel-file.ts'
import { type SplitMode, splitModeSchema } from '../../contracts/text.ts'
import { loadNovel } from '../adapt.ts'
import { choiceOption, encodingOption, minutesOption, numberOption, usageError } from '../arguments.ts'
import type { Cli } from '../cli.ts'
import { estimateText } from '../estimate-text.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { readNovelFile } from '../novel-file.ts'
import { projectIdOf } from '../project-id.ts'
import { withStack } from '../with-stack.ts'
import { toJson } from '../write-result.ts'

interface EstimateOptions {
  project?: string
  mode?: SplitMode
  maxEpisodes?: number
  minutesPerEpisode?: number
  encoding?: NovelEncoding
  images: boolean
  json?: boolean
}

export function estimateCommand(program: Command, cli: Cli, end: (code: ExitCode) => void): void {
  const { say } = cli
  program
    .command('estimate')
    .description(say('about_estimate'))
    .argument('[file]', say('argument_estimate_file'))
    .option('--project <name>', say('option_project'))
    .addOption(choiceOption(cli, '--mode <mode>', say('option_mode'), splitModeSchema.options))
    .addOption(numberOption(cli, '--max-episodes <n>', say('option_max_episodes')))
    .addOption(minutesOption(cli, '--minutes-per-episode <n>'))
    .addOption(encodingOption(cli))
    .option('--no-images', say('option_no_images'))
    .option('--json', say('option_json'))
    .action(async (file: string | undefined, options: EstimateOptions) => end(await estimate(cli, file, options)))
}

async function estimate(cli: Cli, file: string | undefined, options: EstimateOptions): Promise<ExitCode> {
  const { project, mode, maxEpisodes, minutesPerEpisode, images, encoding, json } = options
  if (file === undefined && project === undefined) throw usageError(cli.say('estimate_needs_novel'))
  const novelFile = file === undefined ? undefined : await readNovelFile(cli, file)
  return withStack(cli, { worker: false }, async ({ client }, { first: signal }) => {
    const projectId = novelFile
      ? (await loadNovel(cli, client, novelFile, { name: project?.trim() || novelFile.title, encoding, signal }))
          .project.id
      : await projectIdOf(cli, client, project ?? '')
    const input = { mode, maxEpisodes, minutesPerEpisode, images }
    const estimated = await client.estimateJob(projectId, { type: 'adaptation', input }, { signal })
    await cli.terminal.result(json ? toJson(estimated) : estimateText(estimated, cli.language))
    return exitCodes.completed
  })
}
