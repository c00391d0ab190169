/**
 * Word documents -> lines. Read as a stream of XML events: a document of ten million characters is 150 MB of XML, and a tree of
 * it would be ten times that. Nothing is ever resolved from outside, and entities of a document type are not expanded.
 */
import { TextDecoder } from 'node:util'
import { Parser } from 'htmlparser2'
import { CineqoError } from '../../contracts/errors.ts'
import { byteOrderMark } from '../encoding.ts'
import type { SourceLine, SourceText } from '../source-text.ts'
import type { Changes } from './changes.ts'
import { DocxLines, outlineLevel } from './docx-lines.ts'
import type { ArchiveEntry, ZipArchive } from './zip-archive.ts'

const DOCUMENT_RELATIONSHIP = /\/officeDocument$/
const STYLES_RELATIONSHIP = /\/styles$/

/** @throws CineqoError `novel_damaged` when there is no document in it; while lines are read, also `novel_bomb` */
export async function openDocx(archive: ZipArchive): Promise<SourceText> {
  const documentPath = (await findPart(archive, '', '_rels/.rels', DOCUMENT_RELATIONSHIP)) ?? 'word/document.xml'
  const document = archive.find(documentPath)
  if (!document) throw new CineqoError('novel_damaged', { format: 'docx', detail: `${documentPath} is missing` })
  const headingLevels = await readHeadingLevels(archive, documentPath)
  const changes: Changes = new Map()

  async function* lines(entry: ArchiveEntry): AsyncGenerator<SourceLine[]> {
    const reader = new DocxLines(headingLevels, changes)
    for await (const xml of decodeXml(archive, entry)) yield reader.write(xml)
    yield reader.end()
  }

  const said = { encoding: null, encodingSource: null }
  return { format: 'docx', ...said, unit: 'paragraph', lines: lines(document), changes, notes: [] }
}

/** The target of the first relationship of a kind, as a path in the archive. */
async function findPart(archive: ZipArchive, folder: string, path: string, kind: RegExp): Promise<string | undefined> {
  const entry = archive.find(path)
  if (!entry) return undefined
  let target: string | undefined
  await parseXml(archive, entry, (name, attributes) => {
    if (name === 'Relationship' && kind.test(attributes.Type ?? '')) target ??= attributes.Target
  })
  if (target === undefined) return undefined
  return target.startsWith('/') ? target.slice(1) : folder + target
}

/** The heading levels of paragraph styles: from their outline level, their built-in name, or the style that they are based on. */
async function readHeadingLevels(archive: ZipArchive, documentPath: string): Promise<Map<string, number>> {
  const at = documentPath.lastIndexOf('/') + 1
  const folder = documentPath.slice(0, at)
  const relationships = `${folder}_rels/${documentPath.slice(at)}.rels`
  const stylesPath = (await findPart(archive, folder, relationships, STYLES_RELATIONSHIP)) ?? 'word/styles.xml'
  const entry = archive.find(stylesPath)
  const levels = new Map<string, number>()
  if (!entry) return levels
  const bases: Array<[style: string, base: string]> = []
  let style = ''
  await parseXml(archive, entry, (name, attributes) => {
    const value = attributes['w:val']
    if (name === 'w:style') style = attributes['w:type'] === 'paragraph' ? (attributes['w:styleId'] ?? '') : ''
    if (style === '') return
    const level = name === 'w:outlineLvl' ? outlineLevel(value) : name === 'w:name' ? levelOfName(value) : undefined
    if (level !== undefined) levels.set(style, level)
    if (name === 'w:basedOn' && value !== undefined) bases.push([style, value])
  })
  // Word writes a base before what is based on it; two more rounds serve programs that don't.
  for (let round = 0; round < 3; round++) {
    for (const [derived, base] of bases) {
      const level = levels.get(base)
      if (level !== undefined && !levels.has(derived)) levels.set(derived, level)
    }
  }
  return levels
}

/** Built-in styles have English names in every language of Word. "Title" is the book's, above the chapters. */
function levelOfName(name: string | undefined): number | undefined {
  const level = /^heading ([1-9])$/i.exec(name ?? '')?.[1]
  return level === undefined ? undefined : Number(level)
}

async function parseXml(
  archive: ZipArchive,
  entry: ArchiveEntry,
  onOpen: (name: string, attributes: Record<string, string>) => void,
): Promise<void> {
  const parser = new Parser({ onopentag: onOpen }, { xmlMode: true })
  for await (const xml of decodeXml(archive, entry)) parser.write(xml)
  parser.end()
}

/** The XML of Office is UTF-8, or UTF-16 with a byte order mark. */
async function* decodeXml(archive: ZipArchive, entry: ArchiveEntry): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  try {
    for await (const chunk of archive.read(entry)) {
      decoder ??= new TextDecoder(byteOrderMark(chunk) ?? 'utf-8', { fatal: true })
      yield decoder.decode(chunk, { stream: true })
    }
    if (decoder) yield decoder.decode()
  } catch (error) {
    if (error instanceof CineqoError) throw error
    throw new CineqoError('novel_damaged', { format: 'docx', detail: `${entry.name} is not UTF-8` }, { cause: error })
  }
}
