/** The folder that a result is written into: made, and tried, before anything is worked on for it. */
import { mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Cli } from './cli.ts'
import { CliError } from './cli-error.ts'
import { exitCodes } from './exit-codes.ts'

/** Makes the folder where it is missing and returns its absolute path. Throws a `CliError` when nothing can be written into it. */
export async function prepareFolder(cli: Cli, folder: string): Promise<string> {
  const directory = resolve(folder)
  return sayUnwritable(cli, directory, async () => {
    for (const inner of ['chapters', 'episodes', 'images']) await makeFolder(join(directory, inner))
    const trial = join(directory, `.${process.pid}.part`)
    await writeFile(trial, '')
    await rm(trial)
    return directory
  })
}

/** Runs `write`. What the file system refuses becomes a sentence about the folder. */
export async function sayUnwritable<Result>(cli: Cli, path: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write()
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error
    const message = cli.say('out_unwritable', { path, reason: String(error.code) })
    throw new CliError('out_unwritable', exitCodes.error, message, { cause: error })
  }
}

/** Folder by folder: `mkdir` with `recursive` never returns below `/proc`, where a folder that is there says that it is not. */
async function makeFolder(path: string): Promise<void> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' || dirname(path) === path) throw error
  })
  if (found?.isDirectory()) return
  if (!found) await makeFolder(dirname(path))
  await mkdir(path).catch((error: NodeJS.ErrnoException) => {
    // Somebody else was first. What is there instead of a folder is met by the first file that is written into it.
    if (found || error.code !== 'EEXIST') throw error
  })
}
