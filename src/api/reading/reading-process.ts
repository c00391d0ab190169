/**
 * Program of a reading process: reads one novel after another for the API that started it. It ends when that one ends or lets go of it, and is
 * killed when it takes too much memory, at any moment: a watch that is a thread of its own sees to both.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { putNovelRequestSchema } from '../../contracts/entities.ts'
import { CineqoError } from '../../contracts/errors.ts'
import { refuseHalfCharacters } from '../../novel/read-novel.ts'
import { readNovelFile } from '../../novel/read-novel-file.ts'
import { toStorageError } from '../../storage/storage-error.ts'
import { InvalidRequestError, parseRequest } from '../requests.ts'
import { cleanFileName } from './file-name.ts'
import type { NovelSummary, ReadingAnswer, ReadingOutcome, ReadingTask } from './reading-task.ts'
import { tooLarge } from './store-stream.ts'

/** Argument: how much memory the process may have resident, in bytes. */
const memoryLimitBytes = Number(process.argv[2])
const watchMs = 250

/** A loop that never ends, or a parser that eats all memory, keeps this thread from seeing anything. */
const watch = `
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent || process.memoryUsage.rss() > ${memoryLimitBytes}) process.kill(process.pid, 'SIGKILL')
}, ${watchMs})`
new Worker(watch, { eval: true }).unref()

// Ctrl-C reaches a whole group of processes. The API lets what is under way finish, and then lets go of this one.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {})
process.on('disconnect', () => process.exit())
process.on('message', async (task: ReadingTask) => answer(await readTask(task)))
answer({ kind: 'ready' })

function answer(outcome: ReadingOutcome): void {
  const message: ReadingAnswer = { ...outcome, residentBytes: process.memoryUsage.rss() }
  process.send?.(message)
}

async function readTask(task: ReadingTask): Promise<ReadingOutcome> {
  try {
    return { kind: 'read', novel: await read(task) }
  } catch (error) {
    const known = error instanceof CineqoError ? error : toStorageError(error)
    if (known) {
      const issues = known instanceof InvalidRequestError ? known.issues : null
      return { kind: 'refused', error: known.toStored(), issues }
    }
    return { kind: 'broken', stack: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

async function read(task: ReadingTask): Promise<NovelSummary> {
  const pasted = task.json && (await writePasted(task.json, task.originalPath))
  const fileName = pasted?.fileName ?? task.fileName
  const file = {
    fileName: fileName ?? task.formatHint,
    bytes: (await stat(task.originalPath)).size,
    open: () => createReadStream(task.originalPath) as AsyncIterable<Uint8Array>,
  }
  // A string has no encoding: it was written as UTF-8 here.
  const encoding = pasted ? 'utf-8' : task.encoding
  const { novel, chapters, advertisements, report } = await readNovelFile(file, { encoding })
  await writeFile(task.textPath, novel.text, { flag: 'wx' })
  return {
    sha256: novel.sha256,
    originalSha256: pasted?.sha256 ?? null,
    fileName,
    language: novel.language,
    characters: novel.characters,
    paragraphs: novel.paragraphs.length,
    chapters,
    advertisements,
    report: pasted ? { ...report, encodingSource: 'pasted' } : report,
  }
}

/** Writes the string of a JSON body as a file. Throws `malformed_json`, `invalid_request`, `novel_half_characters` or `payload_too_large`. */
async function writePasted(
  { path, maxBytes }: NonNullable<ReadingTask['json']>,
  originalPath: string,
): Promise<{ sha256: string; fileName: string | null }> {
  const value = parseJson(await readFile(path))
  // Before the schema, which would only say that something is wrong with the string.
  if (hasContent(value)) refuseHalfCharacters(value.content)
  const body = parseRequest(putNovelRequestSchema, value, 'body')
  const bytes = Buffer.from(body.content)
  if (bytes.length > maxBytes) throw tooLarge(maxBytes)
  await writeFile(originalPath, bytes, { flag: 'wx' })
  return { sha256: createHash('sha256').update(bytes).digest('hex'), fileName: cleanFileName(body.fileName) }
}

function hasContent(value: unknown): value is { content: string } {
  return typeof value === 'object' && value !== null && 'content' in value && typeof value.content === 'string'
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw new CineqoError('malformed_json', {}, { cause: error })
  }
}
