/** The novel that a command is given: looked at before anything is started. */
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import type { NovelFile as FileOnDisk } from '../novel/source-text.ts'
import type { Cli } from './cli.ts'
import { CliError } from './cli-error.ts'
import { exitCodes } from './exit-codes.ts'

export interface NovelFile {
  bytes: Uint8Array<ArrayBuffer>
  fileName: string
  /** A name for its project. */
  title: string
}

const megabyte = 1024 * 1024
const longestTitle = 200
const longestFileName = 255

/** Reads the file. Throws a `CliError` with the exit code for bad input. Whether it is a novel, the API decides. */
export async function readNovelFile(cli: Cli, path: string): Promise<NovelFile> {
  await sizeOf(cli, path)
  try {
    return { bytes: new Uint8Array(await readFile(path)), ...namesOf(path) }
  } catch (error) {
    throw fileProblem(cli, path, error)
  }
}

/** The file for a reader in this process, which reads it in chunks. Throws as `readNovelFile` does, also while it is read. */
export async function openNovelFile(cli: Cli, path: string): Promise<FileOnDisk> {
  const bytes = await sizeOf(cli, path)
  async function* open(): AsyncGenerator<Uint8Array> {
    try {
      yield* createReadStream(path, { highWaterMark: megabyte })
    } catch (error) {
      throw fileProblem(cli, path, error)
    }
  }
  return { fileName: namesOf(path).fileName, bytes, open }
}

async function sizeOf(cli: Cli, path: string): Promise<number> {
  const { config, say } = cli
  try {
    const facts = await stat(path)
    if (!facts.isFile()) throw badInput('file_not_a_file', say('file_not_a_file', { path }))
    if (facts.size <= config.maxNovelBytes) return facts.size
    const params = { path, megabytes: inMegabytes(facts.size), limit: inMegabytes(config.maxNovelBytes) }
    throw badInput('file_too_large', say('file_too_large', params))
  } catch (error) {
    throw fileProblem(cli, path, error)
  }
}

function fileProblem({ say }: Cli, path: string, error: unknown): CliError {
  if (error instanceof CliError) return error
  const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  const isMissing = reason === 'ENOENT' || reason === 'ENOTDIR'
  if (isMissing) return badInput('file_missing', say('file_missing', { path }), error)
  return badInput('file_unreadable', say('file_unreadable', { path, reason }), error)
}

function badInput(code: string, message: string, cause?: unknown): CliError {
  return new CliError(code, exitCodes.badInput, message, { cause })
}

function inMegabytes(bytes: number): number {
  return Number((bytes / megabyte).toPrecision(2))
}

function namesOf(path: string): { fileName: string; title: string } {
  const fileName = basename(path)
  const title = basename(fileName, extname(fileName))
    .replace(/[\p{Cc}\p{Cs}]/gu, '')
    .trim()
  return { fileName: fileName.slice(-longestFileName), title: title.slice(0, longestTitle) || 'novel' }
}
