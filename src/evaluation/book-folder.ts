/** Finds the books of a folder whose answers are known: `NAME.txt` beside `NAME.gold.json`, and cases in `headings.jsonl`. */
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { Language } from '../contracts/text.ts'
import { type GoldBook, goldBookSchema, type HeadingCase, headingCaseSchema } from './gold-book.ts'

const GOLD_ENDING = '.gold.json'
const HEADINGS = 'headings.jsonl'

export interface GoldBookFile {
  /** The name of the file without its ending. */
  name: string
  /** The text in UTF-8. */
  textPath: string
  gold: GoldBook
}

/** Thrown for a file of answers that can't be read. */
export class GoldError extends Error {
  readonly path: string
  readonly detail: string

  constructor(path: string, detail: string, options?: ErrorOptions) {
    super(`${path}: ${detail}`, options)
    this.name = 'GoldError'
    this.path = path
    this.detail = detail
  }
}

/**
 * The books of a folder and of its folders `en` and `zh`, by name, English first.
 * @throws GoldError; an error of the file system when `folder` can't be listed
 */
export async function findBooks(folder: string, language?: Language): Promise<GoldBookFile[]> {
  const folders = [folder, join(folder, 'en'), join(folder, 'zh')]
  const paths = (await Promise.all(folders.map((path) => listFiles(path, path !== folder)))).flat()
  const known = new Set(paths)
  const books = paths.flatMap((path) => {
    const textPath = path.replace(GOLD_ENDING, '.txt')
    return path.endsWith(GOLD_ENDING) && known.has(textPath) ? [{ path, textPath }] : []
  })
  const read = await Promise.all(
    books.map(async ({ path, textPath }) => ({
      name: basename(path, GOLD_ENDING),
      textPath,
      gold: parseAnswer(goldBookSchema, path, await readFile(path, 'utf8')),
    })),
  )
  return read
    .filter(({ gold }) => language === undefined || gold.language === language)
    .sort((a, b) => order(a.gold.language, b.gold.language) || order(a.name, b.name))
}

/** The cases of a folder's `headings.jsonl`, one a line; none without that file. */
export async function readHeadingCases(folder: string, language?: Language): Promise<HeadingCase[]> {
  const path = join(folder, HEADINGS)
  if (!(await listFiles(folder, false)).includes(path)) return []
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line.trim() !== '')
  const cases = lines.map((line) => parseAnswer(headingCaseSchema, path, line))
  return cases.filter(({ note }) => language === undefined || note?.startsWith(language))
}

async function listFiles(folder: string, mayBeMissing: boolean): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries.filter((entry) => entry.isFile()).map((entry) => join(folder, entry.name))
  } catch (error) {
    if (mayBeMissing) return []
    throw error
  }
}

function parseAnswer<Answer>(schema: z.ZodType<Answer>, path: string, json: string): Answer {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    throw new GoldError(path, String(error), { cause: error })
  }
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new GoldError(path, z.prettifyError(parsed.error))
  return parsed.data
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
