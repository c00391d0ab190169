/** What a file is by its first bytes. */

/** A kind of file that is no text, and what a person can save it as instead; null when it holds no novel at all. */
export interface KnownKind {
  detected: string
  advised: string | null
}

interface Signature extends KnownKind {
  offset: number
  /** In Latin-1. */
  mark: string
}

const ADVISED_FOR_ARCHIVES = 'zip (txt)'
const ADVISED_FOR_BOOKS = 'epub, docx, txt'

const signatures: readonly Signature[] = [
  // Documents and books
  { offset: 0, mark: '{\\rtf', detected: 'RTF', advised: 'docx' },
  { offset: 60, mark: 'BOOKMOBI', detected: 'MOBI/AZW', advised: ADVISED_FOR_BOOKS },
  { offset: 60, mark: 'TEXtREAd', detected: 'PalmDOC', advised: ADVISED_FOR_BOOKS },
  { offset: 0, mark: '\xeaDRMION\xee', detected: 'KFX', advised: ADVISED_FOR_BOOKS },
  { offset: 0, mark: 'CONT\x02\x00', detected: 'KFX', advised: ADVISED_FOR_BOOKS },
  { offset: 0, mark: 'TPZ0', detected: 'Topaz', advised: ADVISED_FOR_BOOKS },
  { offset: 0, mark: 'ITSF', detected: 'CHM', advised: 'html, txt' },
  { offset: 0, mark: 'ITOLITLS', detected: 'LIT', advised: ADVISED_FOR_BOOKS },
  { offset: 0, mark: 'AT&TFORM', detected: 'DjVu', advised: 'pdf, txt' },
  { offset: 0, mark: '%!PS', detected: 'PostScript', advised: 'pdf' },
  { offset: 0, mark: '\x89\x9b\x9a\xde', detected: 'UMD', advised: 'txt' },
  { offset: 0, mark: 'SNBP000B', detected: 'SNB', advised: 'txt' },
  { offset: 0, mark: 'CAJ\x00', detected: 'CAJ', advised: 'pdf' },
  { offset: 0, mark: 'KDH ', detected: 'KDH', advised: 'pdf' },
  { offset: 0, mark: 'L\x00R\x00F\x00', detected: 'LRF', advised: ADVISED_FOR_BOOKS },
  { offset: 0, mark: '\xffWPC', detected: 'WordPerfect', advised: 'docx' },
  // Archives
  { offset: 0, mark: 'Rar!\x1a\x07', detected: 'RAR', advised: ADVISED_FOR_ARCHIVES },
  { offset: 0, mark: "7z\xbc\xaf'\x1c", detected: '7z', advised: ADVISED_FOR_ARCHIVES },
  { offset: 0, mark: '\x1f\x8b\x08', detected: 'gzip', advised: ADVISED_FOR_ARCHIVES },
  { offset: 0, mark: 'BZh', detected: 'bzip2', advised: ADVISED_FOR_ARCHIVES },
  { offset: 0, mark: '\xfd7zXZ\x00', detected: 'xz', advised: ADVISED_FOR_ARCHIVES },
  { offset: 0, mark: '\x28\xb5\x2f\xfd', detected: 'zstd', advised: ADVISED_FOR_ARCHIVES },
  { offset: 257, mark: 'ustar', detected: 'tar', advised: ADVISED_FOR_ARCHIVES },
  { offset: 0, mark: 'MSCF\x00\x00\x00\x00', detected: 'CAB', advised: ADVISED_FOR_ARCHIVES },
  // Not a novel
  { offset: 0, mark: '\x89PNG\r\n\x1a\n', detected: 'PNG', advised: null },
  { offset: 0, mark: '\xff\xd8\xff', detected: 'JPEG', advised: null },
  { offset: 0, mark: 'GIF87a', detected: 'GIF', advised: null },
  { offset: 0, mark: 'GIF89a', detected: 'GIF', advised: null },
  { offset: 8, mark: 'WEBP', detected: 'WebP', advised: null },
  { offset: 8, mark: 'WAVE', detected: 'WAV', advised: null },
  { offset: 8, mark: 'AVI ', detected: 'AVI', advised: null },
  { offset: 0, mark: 'II*\x00', detected: 'TIFF', advised: null },
  { offset: 0, mark: 'MM\x00*', detected: 'TIFF', advised: null },
  { offset: 4, mark: 'ftyp', detected: 'MP4/HEIC', advised: null },
  { offset: 0, mark: 'ID3', detected: 'MP3', advised: null },
  { offset: 0, mark: 'OggS\x00', detected: 'Ogg', advised: null },
  { offset: 0, mark: 'fLaC\x00', detected: 'FLAC', advised: null },
  { offset: 0, mark: '\x1a\x45\xdf\xa3', detected: 'MKV/WebM', advised: null },
  { offset: 0, mark: 'MZ\x90\x00', detected: 'EXE', advised: null },
  { offset: 0, mark: '\x7fELF', detected: 'ELF', advised: null },
  { offset: 0, mark: '\xcf\xfa\xed\xfe', detected: 'Mach-O', advised: null },
  { offset: 0, mark: '\xca\xfe\xba\xbe', detected: 'Java', advised: null },
  { offset: 0, mark: '\x00asm', detected: 'WebAssembly', advised: null },
  { offset: 0, mark: 'SQLite format 3\x00', detected: 'SQLite', advised: null },
  { offset: 0, mark: 'wOFF', detected: 'WOFF', advised: null },
  { offset: 0, mark: 'wOF2', detected: 'WOFF', advised: null },
]

/** @param head at least the first 300 bytes, if the file has them */
export function knownKind(head: Buffer): KnownKind | null {
  const start = head.subarray(0, 300).toString('latin1')
  return signatures.find(({ offset, mark }) => start.startsWith(mark, offset)) ?? null
}

/** The container of Office files before 2007, which also holds encrypted newer ones. */
export function isCompoundFile(head: Buffer): boolean {
  return head.subarray(0, 8).toString('latin1') === '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'
}

/** Streams of a compound file tell what program wrote it. Their names are in UTF-16. */
const compoundStreams: ReadonlyArray<[stream: string, kind: KnownKind]> = [
  ['WordDocument', { detected: 'DOC', advised: 'docx' }],
  ['Workbook', { detected: 'XLS', advised: null }],
  ['PowerPoint Document', { detected: 'PPT', advised: null }],
]

/** What is in a compound file; `encrypted` for a newer Office document under a password. */
export function compoundKind(bytes: Buffer): KnownKind | 'encrypted' {
  const holds = (stream: string) => bytes.includes(Buffer.from(stream, 'utf16le'))
  if (holds('EncryptedPackage')) return 'encrypted'
  return compoundStreams.find(([stream]) => holds(stream))?.[1] ?? { detected: 'OLE', advised: 'docx' }
}

/** Zip archives are told apart by what is in them: books, documents, chapters. */
export function isZip(head: Buffer): boolean {
  const start = head.subarray(0, 4).toString('latin1')
  return start === 'PK\x03\x04' || start === 'PK\x05\x06' || start === 'PK\x07\x08'
}

/** Up to 1 KB of other bytes may come first, as readers of PDF accept. */
export function isPdf(head: Buffer): boolean {
  return head.subarray(0, 1024).toString('latin1').includes('%PDF-')
}
