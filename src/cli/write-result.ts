/** Writes what came out of a project into a folder: the document, a text for each episode, the cast, and the pictures as files. */
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { CineqoClient } from '../client/index.ts'
import type { Result } from '../contracts/entities.ts'
import type { Cli } from './cli.ts'
import { CliError } from './cli-error.ts'
import { exitCodes } from './exit-codes.ts'
import { numberedName, threeDigits } from './file-names.ts'

const picturesAtATime = 4

const endings: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/avif': 'avif',
}

export interface WrittenResult {
  /** Absolute path of the folder. */
  directory: string
  /** The document, with the pictures' paths relative to the folder. */
  result: Result
}

/**
 * Writes `result.json`, `episodes/NNN.md`, `characters.json` and `images/NNN-name.png`. Files of the same names are replaced, each at once;
 * others are left alone.
 */
export async function writeResult(
  cli: Cli,
  client: CineqoClient,
  result: Result,
  folder: string,
): Promise<WrittenResult> {
  const directory = resolve(folder)
  try {
    await mkdir(join(directory, 'episodes'), { recursive: true })
    await mkdir(join(directory, 'images'), { recursive: true })
    const images = await writePictures(client, result, directory)
    const characters = result.characters.map((character, index) => ({ ...character, image: images[index] ?? null }))
    for (const episode of result.episodes) {
      await replaceFile(join(directory, 'episodes', `${threeDigits(episode.number)}.md`), episodeText(episode))
    }
    const written = { ...result, characters }
    await replaceFile(join(directory, 'characters.json'), toJson(characters))
    await replaceFile(join(directory, 'result.json'), toJson(written))
    return { directory, result: written }
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error
    const message = cli.say('out_unwritable', { path: directory, reason: String(error.code) })
    throw new CliError('out_unwritable', exitCodes.error, message, { cause: error })
  }
}

/** The document with the pictures' paths absolute, for a reader who does not know the folder. */
export function withAbsolutePaths({ directory, result }: WrittenResult): Result {
  const characters = result.characters.map((character) => ({
    ...character,
    image: character.image && join(directory, character.image),
  }))
  return { ...result, characters }
}

export function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

/** The path of each character's picture, relative to `directory`; null where there is none. */
async function writePictures(client: CineqoClient, { characters }: Result, directory: string) {
  const paths: (string | null)[] = characters.map(() => null)
  const queue = characters.entries()
  async function writeNext(): Promise<void> {
    // All writers take from one queue.
    for (const [index, { name, image }] of queue) {
      if (image === null) continue
      const file = await client.getImageFile(image)
      const path = `images/${numberedName(index + 1, name)}.${endings[file.type.split(';', 1)[0] ?? ''] ?? 'bin'}`
      await replaceFile(join(directory, path), new Uint8Array(await file.arrayBuffer()))
      paths[index] = path
    }
  }
  await Promise.all(Array.from({ length: picturesAtATime }, writeNext))
  return paths
}

function episodeText({ number, title, summary, hook, script }: Result['episodes'][number]): string {
  return `# ${number}. ${title}\n\n${summary}\n\n> ${hook.replaceAll('\n', '\n> ')}\n\n${script}\n`
}

/** A reader never meets half a file, and a link that stands in the place is replaced, not followed. */
async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  const draft = `${path}.${process.pid}.part`
  await writeFile(draft, content, { flag: 'wx' })
  await rename(draft, path)
}
