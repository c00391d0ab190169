/** An archive of text files, one or more chapters each -> lines, in the order of the files' names. */
import { CineqoError } from '../../contracts/errors.ts'
import { fileEndings, type NovelEncoding, type ReadingNote } from '../../contracts/novel-file.ts'
import { parseHeading } from '../headings.ts'
import type { SourceLine, SourceText } from '../source-text.ts'
import { addChanges, type Changes, countChange } from './changes.ts'
import { openMarkdown } from './markdown.ts'
import { compareNaturally } from './natural-order.ts'
import { fileOfBytes } from './read-bytes.ts'
import { isCompoundFile, isPdf, isZip, knownKind } from './signatures.ts'
import { openText } from './text.ts'
import type { ArchiveEntry, ZipArchive } from './zip-archive.ts'

/** What the systems of the packing computer leave beside the files. */
const LEFT_BY_SYSTEM = /(?:^|\/)(?:__MACOSX\/|\.(?![./])|Thumbs\.db$|desktop\.ini$)/i
const ARCHIVE_NAME = /\.(?:zip|rar|7z|tar|gz|tgz|bz2|xz)$/i
const ENDING = /\.([a-z0-9]{1,8})$/i
const TEXT_ENDINGS: readonly string[] = [...fileEndings.text, ...fileEndings.markdown]
/** How far a heading may be from the beginning of a file, in lines with text. */
const LINES_BEFORE_HEADING = 5

/**
 * @throws CineqoError `novel_nested_archive`, `novel_archive_empty`, `novel_encrypted`; `novel_damaged` and `novel_bomb`, also while
 * lines are read
 */
export async function openZipOfChapters(archive: ZipArchive, encoding?: NovelEncoding): Promise<SourceText> {
  const files = archive.entries.filter((entry) => !LEFT_BY_SYSTEM.test(entry.name))
  const nested = files.find((entry) => ARCHIVE_NAME.test(entry.name))
  if (nested) throw new CineqoError('novel_nested_archive', { name: nested.name.slice(-100) })
  const chapters = files.filter(isText).sort((a, b) => compareNaturally(a.name, b.name))
  const changes: Changes = new Map()
  const notes: ReadingNote[] = []
  countChange(changes, 'skipped_files', files.length - chapters.length)
  // The first one is opened before any is read, because its encoding stands for the archive.
  let opened: SourceText | null = null
  while (chapters.length > 0 && !opened) {
    opened = await openChapter(archive, chapters[0] as ArchiveEntry, encoding)
    if (!opened) chapters.shift()
  }
  const first = opened
  if (!first) throw new CineqoError('novel_archive_empty', { files: files.length })

  async function* lines(): AsyncGenerator<readonly SourceLine[]> {
    for (const [i, chapter] of chapters.entries()) {
      const source = i === 0 ? first : await openChapter(archive, chapter, encoding)
      if (!source) continue
      yield* withTitle(source.lines, chapters.length > 1 ? titleOf(chapter.name) : '')
      // A paragraph ends where its file does.
      yield [{ text: '' }]
      addChanges(changes, source.changes)
      notes.push(...source.notes)
    }
  }

  const { encoding: found, encodingSource } = first
  return { format: 'zip', encoding: found, encodingSource, unit: 'line', lines: lines(), changes, notes }
}

function isText({ name }: ArchiveEntry): boolean {
  const ending = endingOf(name)
  return ending === '' || TEXT_ENDINGS.includes(ending.toLowerCase())
}

/** As it is written; empty for none. */
function endingOf(name: string): string {
  return ENDING.exec(name)?.[1] ?? ''
}

/** Null for a file without text. */
async function openChapter(
  archive: ZipArchive,
  entry: ArchiveEntry,
  encoding: NovelEncoding | undefined,
): Promise<SourceText | null> {
  const bytes = await archive.readWhole(entry)
  if (bytes.length === 0) return null
  if (isZip(bytes)) throw new CineqoError('novel_nested_archive', { name: entry.name.slice(-100) })
  const ending = endingOf(entry.name)
  const kind = otherKind(bytes)
  if (kind) throw new CineqoError('novel_mislabelled', { ending, detected: kind })
  const file = fileOfBytes(bytes)
  return fileEndings.markdown.includes(ending.toLowerCase()) ? openMarkdown(file, encoding) : openText(file, encoding)
}

function otherKind(bytes: Buffer): string | undefined {
  if (isPdf(bytes)) return 'PDF'
  return isCompoundFile(bytes) ? 'DOC' : knownKind(bytes)?.detected
}

/** The name of a text without folders and ending. */
function titleOf(name: string): string {
  return name
    .slice(name.lastIndexOf('/') + 1)
    .replace(ENDING, '')
    .trim()
}

/** Puts the file's name before its lines, unless they begin with a heading of their own. */
async function* withTitle(
  batches: AsyncIterable<readonly SourceLine[]>,
  title: string,
): AsyncGenerator<readonly SourceLine[]> {
  const held: SourceLine[] = []
  let isDecided = title === ''
  for await (const batch of batches) {
    if (isDecided) {
      yield batch
      continue
    }
    held.push(...batch)
    if (held.filter(hasText).length < LINES_BEFORE_HEADING) continue
    yield titled(held, title)
    isDecided = true
  }
  if (!isDecided) yield titled(held, title)
}

function titled(lines: readonly SourceLine[], title: string): readonly SourceLine[] {
  const first = lines.filter(hasText).slice(0, LINES_BEFORE_HEADING)
  if (first.length === 0) return lines
  const hasOwn = first.some(({ text, headingLevel }) => {
    const line = text.trim()
    return headingLevel !== undefined || line === title || parseHeading(line) !== null
  })
  return hasOwn ? lines : [{ text: title, headingLevel: 1 }, { text: '' }, ...lines]
}

function hasText({ text }: SourceLine): boolean {
  return text.trim() !== ''
}
