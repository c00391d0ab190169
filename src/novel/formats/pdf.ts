/** PDF -> lines. The file shows where letters stand on pages; lines, paragraphs and headings are found again from that. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { getDocumentProxy } from 'unpdf'
import { CineqoError } from '../../contracts/errors.ts'
import type { ReadingNote } from '../../contracts/novel-file.ts'
import type { NovelFile, SourceLine, SourceText } from '../source-text.ts'
import { type Changes, countChange } from './changes.ts'
import { findFurniture } from './pdf-furniture.ts'
import { linesOfPage, type PdfLine } from './pdf-lines.ts'
import { type OutlineEntry, readOutline } from './pdf-outline.ts'
import { type PdfDocument, readPieces } from './pdf-pages.ts'
import { type PdfParagraph, paragraphsOfPages } from './pdf-paragraphs.ts'
import { replaceRadicals } from './pdf-radicals.ts'
import { withoutStrays } from './pdf-strays.ts'
import { surveyStreams } from './pdf-streams.ts'
import { readBytes } from './read-bytes.ts'
import { findTitle } from './title-places.ts'

/** Pages of scans show letters all the same: a stamp, a page number. A page or two may have few words of their own. */
const LETTERS_OF_TEXT = { least: 10, fromPages: 3 }
/** Measured: 10 ms for a page, which is 3 KB of file. Files that take five times as long are made to. */
const SECONDS = { least: 8, perMegabyte: 15 }

const require = createRequire(import.meta.url)
/**
 * Tables from the codes of Chinese and Japanese character sets to Unicode, which the reader loads when a file needs one: old programs for
 * Chinese name a set and leave its fonts and codes to whoever shows the file.
 */
const CHARACTER_MAPS = join(dirname(require.resolve('pdfjs-dist/package.json')), 'cmaps/')

/**
 * @throws CineqoError `novel_damaged` or `novel_bomb`; while lines are read, also `novel_encrypted`, `novel_image_only` and
 * `novel_unreadable`
 */
export async function openPdf(file: NovelFile): Promise<SourceText> {
  const bytes = await readBytes(file)
  rejectCutOff(bytes)
  const changes: Changes = new Map()
  const notes: ReadingNote[] = []
  const { damaged } = await surveyStreams(bytes)
  // What is encrypted without a password, against printing alone, does not unpack before it is decrypted.
  if (damaged > 0 && !bytes.includes('/Encrypt')) notes.push({ code: 'part_damaged', params: { count: damaged } })
  const seconds = Math.ceil(SECONDS.least + (bytes.length / 1024 / 1024) * SECONDS.perMegabyte)

  async function* lines(): AsyncGenerator<SourceLine[]> {
    yield await withoutStrays(async () => {
      const document = await openDocument(bytes)
      try {
        return await readDocument(document, { seconds, changes, notes })
      } finally {
        await document.destroy()
      }
    })
  }

  const said = { encoding: null, encodingSource: null }
  return { format: 'pdf', ...said, unit: 'paragraph', lines: lines(), changes, notes }
}

interface Reading {
  seconds: number
  changes: Changes
  notes: ReadingNote[]
}

async function readDocument(document: PdfDocument, { seconds, changes, notes }: Reading): Promise<SourceLine[]> {
  const pages = await readPages(document, seconds)
  rejectPictures(pages, notes)
  const furniture = findFurniture(pages)
  countChange(changes, 'page_furniture', furniture.size)
  const text = pages.map((page) => page.filter((line) => !furniture.has(line)))
  const paragraphs = paragraphsOfPages(text, changes).map((paragraph) => asCharacters(paragraph, changes))
  return withHeadings(paragraphs, await readOutline(document))
}

/** The last thing in a whole file is `%%EOF`. Without it the reader would find what pages it can and say nothing of the rest. */
function rejectCutOff(bytes: Buffer): void {
  const length = Number(/\/Linearized[^>]*\/L\s+(\d+)/.exec(bytes.subarray(0, 2048).toString('latin1'))?.[1] ?? 0)
  if (bytes.lastIndexOf('%%EOF') < 0 || length > bytes.length) {
    throw new CineqoError('novel_damaged', { format: 'pdf', detail: 'its end is missing' })
  }
}

async function openDocument(bytes: Buffer): Promise<PdfDocument> {
  try {
    // The reader takes the bytes away from whoever had them, so it gets its own.
    return await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, cMapUrl: CHARACTER_MAPS, cMapPacked: true })
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException'
    if (isLocked) throw new CineqoError('novel_encrypted', { format: 'pdf' }, { cause: error })
    const detail = error instanceof Error ? error.message : String(error)
    throw new CineqoError('novel_damaged', { format: 'pdf', detail }, { cause: error })
  }
}

async function readPages(document: PdfDocument, seconds: number): Promise<PdfLine[][]> {
  const deadline = performance.now() + seconds * 1000
  const pages: PdfLine[][] = []
  let columns = 0
  for (let page = 0; page < document.numPages; page++) {
    const pieces = await readPieces(document, page + 1, deadline)
    if (pieces === null) throw new CineqoError('novel_unreadable', { format: 'pdf', seconds, limit: '1 GB' })
    const lines = linesOfPage(pieces, page, columns)
    columns = (lines.at(-1)?.column ?? columns) + 1
    pages.push(lines)
  }
  return pages
}

function rejectPictures(pages: ReadonlyArray<readonly PdfLine[]>, notes: ReadingNote[]): void {
  const letters = pages.map((page) => page.reduce((sum, line) => sum + line.text.length, 0))
  const least = pages.length < LETTERS_OF_TEXT.fromPages ? 1 : LETTERS_OF_TEXT.least
  const empty = letters.filter((count) => count < least).length
  if (empty === 0) return
  if (empty === pages.length) throw new CineqoError('novel_image_only', { pages: pages.length })
  const first = letters.findIndex((count) => count < least) + 1
  notes.push({ code: 'pages_without_text', params: { count: empty, pages: pages.length, first } })
}

/** The outline (bookmarks) of the file says which lines are headings. What it names and the page does not have is not put in. */
function withHeadings(paragraphs: readonly PdfParagraph[], outline: readonly OutlineEntry[]): SourceLine[] {
  const lines: SourceLine[] = paragraphs.map(({ text }) => ({ text }))
  const starts = new Map<number, number>()
  paragraphs.forEach(({ page }, i) => {
    if (!starts.has(page)) starts.set(page, i)
  })
  for (const { title, level, page } of outline) {
    const start = starts.get(page)
    if (start === undefined) continue
    let end = start
    while (paragraphs[end]?.page === page) end++
    const found = findTitle(lines, start, end, title)
    for (const line of found ? lines.slice(found.start, found.end) : []) line.headingLevel ??= level
  }
  return lines
}

function asCharacters({ text, page }: PdfParagraph, changes: Changes): PdfParagraph {
  const { replaced, count } = replaceRadicals(text)
  countChange(changes, 'radicals', count)
  return { text: replaced, page }
}
