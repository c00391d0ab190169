/** Electronic books -> lines: the documents of the spine in order, with the titles of the navigation as headings. */
import { CineqoError } from '../../contracts/errors.ts'
import type { NovelEncoding, ReadingNote } from '../../contracts/novel-file.ts'
import { decodeText } from '../decode-text.ts'
import type { SourceLine, SourceText } from '../source-text.ts'
import { addChanges, type Changes } from './changes.ts'
import { declaredEncoding } from './declared-encoding.ts'
import { notText } from './detect-format.ts'
import { type EpubPackage, type NavigationEntry, readPackage, resolvePath } from './epub-package.ts'
import { rejectProtection } from './epub-protection.ts'
import { MarkupLines } from './markup-lines.ts'
import { fileOfBytes } from './read-bytes.ts'
import { markHeadings, type TitlePlace } from './title-places.ts'
import type { ArchiveEntry, ZipArchive } from './zip-archive.ts'

/** @throws CineqoError `novel_drm`, `novel_encrypted` or `novel_damaged`; while lines are read, also `novel_bomb` */
export async function openEpub(archive: ZipArchive): Promise<SourceText> {
  await rejectProtection(archive)
  const book = await readPackage(archive)
  if (!book.spine.some((path) => archive.find(path))) {
    throw new CineqoError('novel_damaged', { format: 'epub', detail: 'none of its documents is in it' })
  }
  const changes: Changes = new Map()
  const notes: ReadingNote[] = []

  async function* lines(): AsyncGenerator<SourceLine[]> {
    const noteTargets = new Set<string>()
    for (const path of book.spine) {
      const entry = archive.find(path)
      if (entry) yield* readDocument(archive, entry, book, { changes, notes, noteTargets })
      else notes.push({ code: 'part_missing', params: { name: path.slice(0, 200) } })
    }
  }

  const said = { encoding: null, encodingSource: null }
  return { format: 'epub', ...said, unit: 'paragraph', lines: lines(), changes, notes }
}

interface Reading {
  changes: Changes
  notes: ReadingNote[]
  noteTargets: Set<string>
}

async function* readDocument(
  archive: ZipArchive,
  entry: ArchiveEntry,
  { navigation }: EpubPackage,
  { changes, notes, noteTargets }: Reading,
): AsyncGenerator<SourceLine[]> {
  const bytes = await archive.readWhole(entry)
  if (bytes.length === 0) return
  const places: TitlePlace[] = []
  const expect = (id: string, lineNumber: number) => {
    const entries: NavigationEntry[] = navigation.get(`${entry.name}#${id}`) ?? []
    places.push(...entries.map((found) => ({ ...found, lineNumber })))
  }
  expect('', 0)
  const markup = new MarkupLines({
    format: 'epub',
    changes,
    noteTargets,
    resolve: (href) => {
      const { path, id } = resolvePath(entry.name, href)
      return `${path}#${id}`
    },
    onId: expect,
  })
  const lines: SourceLine[] = []
  try {
    const decoded = await decodeText(fileOfBytes(bytes), { declared: saidEncoding(bytes) })
    for await (const text of decoded.text) for (const batch of markup.write(text)) lines.push(...batch)
    addChanges(changes, decoded.changes)
    notes.push(...decoded.notes)
  } catch (error) {
    throw asDamaged(error, entry)
  }
  lines.push(...markup.end())
  yield markHeadings(lines, places)
}

/** A document that is no text is a fault of the book; a person has no encoding to choose for it. */
function asDamaged(error: unknown, { name }: ArchiveEntry): unknown {
  if (!(error instanceof CineqoError) || !notText.includes(error.code)) return error
  return new CineqoError(
    'novel_damaged',
    { format: 'epub', detail: `${name.slice(-100)} is no text` },
    { cause: error },
  )
}

/** XML without a declaration is UTF-8. */
function saidEncoding(bytes: Buffer): NovelEncoding {
  return declaredEncoding(bytes) ?? 'utf-8'
}
