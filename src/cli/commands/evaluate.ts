/** `cineqo evaluate DIR`: how good chapters and casts are, on books whose answers are known. */
import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { type Language, languageSchema } from '../../contracts/text.ts'
import type { CastMeans } from '../../evaluation/cast-means.ts'
import type { BookFigures } from '../../evaluation/evaluate-book.ts'
import type { HeadingScore } from '../../evaluation/score-headings.ts'
import { choiceOption } from '../arguments.ts'
import type { Cli } from '../cli.ts'
import { CliError } from '../cli-error.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { figuresText } from '../figures-text.ts'
import { watchSlowWork } from '../slow-work.ts'
import { toJson } from '../write-result.ts'

interface EvaluateOptions {
  json?: boolean
  language?: Language
}

/** The figures of a folder. */
export interface FolderFigures {
  means: CastMeans[]
  books: BookFigures[]
  /** Null without cases. */
  headings: { score: HeadingScore; baseline: HeadingScore } | null
}

export function evaluateCommand(program: Command, cli: Cli, end: (code: ExitCode) => void): void {
  const { say } = cli
  program
    .command('evaluate')
    .description(say('about_evaluate'))
    .argument('<dir>', say('argument_books'))
    .option('--json', say('option_json'))
    .addOption(choiceOption(cli, '--language <language>', say('option_books_language'), languageSchema.options))
    .action(async (folder: string, options: EvaluateOptions) => end(await evaluate(cli, folder, options)))
}

async function evaluate(cli: Cli, folder: string, { json, language }: EvaluateOptions): Promise<ExitCode> {
  const figures = await figuresOf(cli, folder, language)
  await cli.terminal.result(json ? toJson(figures) : figuresText(figures, cli.language))
  return exitCodes.completed
}

async function figuresOf(cli: Cli, folder: string, language: Language | undefined): Promise<FolderFigures> {
  // Loaded here, because no other command needs the readers and their libraries.
  const { findBooks, readHeadingCases } = await import('../../evaluation/book-folder.ts')
  const { castMeans } = await import('../../evaluation/cast-means.ts')
  const { evaluateBook } = await import('../../evaluation/evaluate-book.ts')
  const { evaluateHeadings } = await import('../../evaluation/evaluate-headings.ts')
  const { createOfflineAnalyst } = await import('../../providers/offline/analyst.ts')

  const [found, cases] = await told(cli, folder, () =>
    Promise.all([findBooks(folder, language), readHeadingCases(folder, language)]),
  )
  if (found.length + cases.length === 0) throw badFolder(cli.say('nothing_to_evaluate', { path: folder }))
  const analyst = createOfflineAnalyst()
  const work = watchSlowWork(cli.terminal)
  const books: BookFigures[] = []
  for (const [index, { name, textPath, gold }] of found.entries()) {
    const bytes = await told(cli, textPath, () => readFile(textPath))
    const onWindow = ({ done, total }: { done: number; total: number }) =>
      work.say(cli.say('evaluating', { book: name, number: index + 1, count: found.length, done, total }))
    books.push(await evaluateBook({ name, bytes, gold }, { analyst, onWindow }))
  }
  work.end()
  return { means: castMeans(books), books, headings: cases.length > 0 ? evaluateHeadings(cases) : null }
}

/** Does `work` on files and tells what is wrong with them. */
async function told<Result>({ say }: Cli, path: string, work: () => Promise<Result>): Promise<Result> {
  const { GoldError } = await import('../../evaluation/book-folder.ts')
  try {
    return await work()
  } catch (error) {
    if (error instanceof GoldError) throw badFolder(say('gold_invalid', { path: error.path, detail: error.detail }))
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    if (reason === 'ENOENT' || reason === 'ENOTDIR') throw badFolder(say('nothing_to_evaluate', { path }))
    throw badFolder(say('file_unreadable', { path, reason }))
  }
}

function badFolder(message: string): CliError {
  return new CliError('nothing_to_evaluate', exitCodes.badInput, message)
}
