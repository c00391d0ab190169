/** The novel that a command is given: looked at before anything is started. */
import { readFile, stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
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
export async function readNovelFile({ config, say }: Cli, path: string): Promise<NovelFile> {
  const bad = (code: string, message: string, cause?: unknown) =>
    new CliError(code, exitCodes.badInput, message, { cause })
  try {
    const facts = await stat(path)
    if (!facts.isFile()) throw bad('file_not_a_file', say('file_not_a_file', { path }))
    if (facts.size > config.maxNovelBytes) {
      const params = { path, megabytes: inMegabytes(facts.size), limit: inMegabytes(config.maxNovelBytes) }
      throw bad('file_too_large', say('file_too_large', params))
    }
    return { bytes: new Uint8Array(await readFile(path)), ...namesOf(path) }
  } catch (error) {
    if (error instanceof CliError) throw error
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    if (reason === 'ENOENT' || reason === 'ENOTDIR') throw bad('file_missing', say('file_missing', { path }), error)
    throw bad('file_unreadable', say('file_unreadable', { path, reason }), error)
  }
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
