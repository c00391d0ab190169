/** What a file is. Its content decides; its name only tells Markdown from plain text, and what the sender believes it to be. */
import { CineqoError, type ErrorCode } from '../../contracts/errors.ts'
import { fileEndings, type NovelFormat, novelFormats } from '../../contracts/novel-file.ts'
import type { NovelFile } from '../source-text.ts'
import { asciiView, isPage, knownMarkup } from './markup-signs.ts'
import { readBytes, readHead } from './read-bytes.ts'
import { compoundKind, isCompoundFile, isPdf, isZip, type KnownKind, knownKind } from './signatures.ts'
import type { ArchiveFormat, ZipArchive } from './zip-archive.ts'

/** Enough for the first tags of pages that begin with long comments. */
const HEAD_BYTES = 64 * 1024

/** What the decoder says of bytes that are no text. */
export const notText: readonly ErrorCode[] = ['novel_binary', 'novel_encoding_unknown', 'novel_undecodable']

/** A file with what it was found to be, opened as far as that needed. */
export type DetectedFile = { promised: NovelFormat | null; ending: string } & (
  | { format: 'text' | 'markdown' | 'html' | 'pdf' }
  | { format: ArchiveFormat; archive: ZipArchive }
)

/**
 * @throws CineqoError `novel_empty`; `novel_mislabelled`, `novel_format_unsupported` or `novel_binary` for what can't be read;
 * `novel_encrypted` or `novel_damaged` for what could be
 */
export async function detectFormat(file: NovelFile): Promise<DetectedFile> {
  const head = await readHead(file, HEAD_BYTES)
  if (head.length === 0) throw new CineqoError('novel_empty')
  const ending = endingOf(file.fileName)
  const promised = novelFormats.find((format) => fileEndings[format].includes(ending)) ?? null
  const name = { promised, ending }
  if (isZip(head)) return { ...name, ...(await detectArchive(await readBytes(file), name)) }
  if (isCompoundFile(head)) {
    const kind = compoundKind(await readBytes(file))
    if (kind === 'encrypted') throw new CineqoError('novel_encrypted', { format: 'docx' })
    throw unreadable(kind, name)
  }
  const kind = knownKind(head)
  if (kind) throw unreadable(kind, name)
  if (isPdf(head)) return { ...name, format: 'pdf' }
  const text = asciiView(head)
  const markup = knownMarkup(text)
  if (markup) throw unreadable(markup, name)
  if (isPage(text, promised === 'html')) return { ...name, format: 'html' }
  return { ...name, format: promised === 'markdown' ? 'markdown' : 'text' }
}

/** For content that is no text after all, under a name that promises another format. */
export function unreadable(
  kind: KnownKind,
  { promised, ending }: Pick<DetectedFile, 'promised' | 'ending'>,
): CineqoError {
  const { detected, advised } = kind
  if (promised) return new CineqoError('novel_mislabelled', { ending, detected })
  return advised === null
    ? new CineqoError('novel_binary', { detected })
    : new CineqoError('novel_format_unsupported', { detected, advised })
}

function endingOf(fileName: string | null): string {
  return /\.([a-z0-9]{1,10})\s*$/i.exec(fileName ?? '')?.[1]?.toLowerCase() ?? ''
}

async function detectArchive(
  bytes: Buffer,
  name: Pick<DetectedFile, 'promised' | 'ending'>,
): Promise<{ format: ArchiveFormat; archive: ZipArchive }> {
  const { ZipArchive } = await import('./zip-archive.ts')
  const named = name.promised === 'docx' || name.promised === 'epub' ? name.promised : 'zip'
  const open = (format: ArchiveFormat) => ZipArchive.open(bytes, format)
  const archive = await open(named)
  const kind = await kindOfArchive(archive)
  if (typeof kind !== 'string') throw unreadable(kind, name)
  return { format: kind, archive: kind === named ? archive : await open(kind) }
}

/** Folders and files that only one kind of archive has. */
const ARCHIVE_KINDS: ReadonlyArray<[sign: RegExp, kind: 'docx' | 'epub' | KnownKind]> = [
  [/^META-INF\/container\.xml$|\.opf$/i, 'epub'],
  [/^word\//, 'docx'],
  [/^xl\//, { detected: 'XLSX', advised: null }],
  [/^ppt\//, { detected: 'PPTX', advised: 'docx' }],
  [/^Index\/Document\.iwa$|^index\.apxl$/, { detected: 'Pages', advised: 'docx' }],
  [/^Pages\/Page_\d+|^Doc_0\/Document\.xml$/, { detected: 'OFD', advised: 'pdf' }],
  [/^AndroidManifest\.xml$/, { detected: 'APK', advised: null }],
  [/^META-INF\/MANIFEST\.MF$/, { detected: 'JAR', advised: null }],
]

/** What the archive says of itself, for the families of EPUB and OpenDocument. */
const MEDIA_TYPES: ReadonlyArray<[prefix: string, kind: 'epub' | KnownKind]> = [
  ['application/epub+zip', 'epub'],
  ['application/vnd.oasis.opendocument.text', { detected: 'ODT', advised: 'docx' }],
  ['application/vnd.oasis.opendocument', { detected: 'OpenDocument', advised: null }],
]

async function kindOfArchive(archive: ZipArchive): Promise<ArchiveFormat | KnownKind> {
  const entry = archive.find('mimetype')
  if (entry && !entry.encrypted && entry.source.uncompressedSize < 100) {
    const mediaType = (await archive.readWhole(entry)).toString('latin1').trim()
    const kind = MEDIA_TYPES.find(([prefix]) => mediaType.startsWith(prefix))?.[1]
    if (kind) return kind
  }
  return ARCHIVE_KINDS.find(([sign]) => archive.entries.some(({ name }) => sign.test(name)))?.[1] ?? 'zip'
}
