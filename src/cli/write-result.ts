/** Writes what came out of a project into a folder: the document, a text for each chapter and episode, the cast, and the pictures as files. */
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CineqoClient } from '../client/index.ts'
import { type Result, resultSchema } from '../contracts/entities.ts'
import type { Cli } from './cli.ts'
import { numberedName, threeDigits } from './file-names.ts'
import { prepareFolder, sayUnwritable } from './out-folder.ts'

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
 * Writes `result.json`, `chapters/NNN.txt`, `episodes/NNN.md`, `characters.json` and `images/NNN-name.png`. Files of the same names are replaced,
 * each at once. Chapters, episodes and pictures of the result that was written there before, as its `result.json` names them, are removed when the
 * new one has none of that name: a folder never shows two results. All other files are left alone.
 */
export async function writeResult(
  cli: Cli,
  client: CineqoClient,
  result: Result,
  folder: string,
): Promise<WrittenResult> {
  const directory = await prepareFolder(cli, folder)
  return sayUnwritable(cli, directory, async () => {
    const before = await writtenBefore(directory)
    const images = await writePictures(client, result, directory)
    const characters = result.characters.map((character, index) => ({ ...character, image: images[index] ?? null }))
    await writeChapters(client, result, directory)
    for (const episode of result.episodes) {
      await replaceFile(join(directory, episodePath(episode.number)), episodeText(episode))
    }
    const written = { ...result, characters }
    await replaceFile(join(directory, 'characters.json'), toJson(characters))
    await replaceFile(join(directory, 'result.json'), toJson(written))
    // Many file systems take names that differ in case for one.
    const kept = new Set(filesOf(written).map((file) => file.toLowerCase()))
    for (const file of before) if (!kept.has(file.toLowerCase())) await rm(join(directory, file), { force: true })
    return { directory, result: written }
  })
}

/** The files of the result that the folder holds. None when there is no `result.json`, or when it is not one of ours. */
async function writtenBefore(directory: string): Promise<string[]> {
  try {
    return filesOf(resultSchema.parse(JSON.parse(await readFile(join(directory, 'result.json'), 'utf8'))))
  } catch {
    return []
  }
}

/** Paths below the folder. The document may be anybody's, so a picture counts only when its name is one that is given here. */
function filesOf({ chapters, episodes, characters }: Result): string[] {
  const pictures = characters.flatMap(({ image }) => (image !== null && ownPicture.test(image) ? [image] : []))
  return [
    ...chapters.map((_chapter, index) => chapterPath(index + 1)),
    ...episodes.map(({ number }) => episodePath(number)),
    ...pictures,
  ]
}

const ownPicture = /^images\/\d{3,}[^/\\]*\.(png|jpg|webp|avif|bin)$/

function chapterPath(number: number): string {
  return `chapters/${threeDigits(number)}.txt`
}

function episodePath(number: number): string {
  return `episodes/${threeDigits(number)}.md`
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

/** The text of each chapter as it was read, with an empty line between its paragraphs. */
async function writeChapters(client: CineqoClient, { projectId, chapters }: Result, directory: string): Promise<void> {
  if (chapters.length === 0) return
  const paragraphs = (await client.getNovelText(projectId)).split('\n')
  for (const [index, { startParagraph, endParagraph }] of chapters.entries()) {
    const text = paragraphs.slice(startParagraph, endParagraph).join('\n\n')
    await replaceFile(join(directory, chapterPath(index + 1)), `${text}\n`)
  }
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
