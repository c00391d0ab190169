/** `cineqo inspect FILE`: what a file is taken for and what would be made of it, without a server. */
import type { Command } from 'commander'
import type { NovelEncoding } from '../../contracts/novel-file.ts'
import { encodingOption } from '../arguments.ts'
import type { Cli } from '../cli.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { inspectionText } from '../inspection-text.ts'
import { openNovelFile } from '../novel-file.ts'
import { watchSlowWork } from '../slow-work.ts'
import { toJson } from '../write-result.ts'

interface InspectOptions {
  json?: boolean
  encoding?: NovelEncoding
  people: boolean
}

export function inspectCommand(program: Command, cli: Cli, end: (code: ExitCode) => void): void {
  const { say } = cli
  program
    .command('inspect')
    .description(say('about_inspect'))
    .argument('<file>', say('argument_file'))
    .option('--json', say('option_json'))
    .addOption(encodingOption(cli))
    .option('--no-people', say('option_no_people'))
    .action(async (file: string, options: InspectOptions) => end(await inspect(cli, file, options)))
}

async function inspect(cli: Cli, path: string, { json, encoding, people }: InspectOptions): Promise<ExitCode> {
  const file = await openNovelFile(cli, path)
  // Loaded here, because no other command needs the readers and their libraries.
  const [{ readNovelFile }, { inspectNovel }] = await Promise.all([
    import('../../novel/read-novel-file.ts'),
    import('../../evaluation/inspect-novel.ts'),
  ])
  const reading = await readNovelFile(file, { encoding })
  const work = watchSlowWork(cli.terminal)
  const inspection = await inspectNovel(reading, {
    fileName: file.fileName,
    people,
    onWindow: (progress) => work.say(cli.say('reading_people', progress)),
  })
  work.end()
  await cli.terminal.result(
    json ? toJson(inspection) : inspectionText(inspection, { ...cli, columns: cli.terminal.columns() }),
  )
  return exitCodes.completed
}
