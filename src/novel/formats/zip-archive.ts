/** A zip archive in memory that is unpacked under limits. What its headers claim of sizes is never relied on. */
import { crc32 } from 'node:zlib'
import { type Entry, fromBuffer, getFileNameLowLevel, type ZipFile } from 'yauzl'
import { CineqoError } from '../../contracts/errors.ts'

/** As many chapters as a novel may have. Each entry costs about 1 KB while the archive is open. */
const MAX_ENTRIES = 20_000
/**
 * Unpacked in all, of what is read. A novel of twenty million characters is 60 MB of text, 100 MB of pages, or 250 MB of docx; unpacking goes
 * at 100 MB a second on a busy computer.
 */
const MAX_UNPACKED_MB = { zip: 128, epub: 256, docx: 512 } as const
/** Unpacked bytes a packed byte. Markup of long books packs to a 30th; deflate at its most reaches 1,032. */
const MAX_RATIO = 250
/** Small archives of even text (empty styles, repeated lines) can pack better than `MAX_RATIO` without harm. */
const RATIO_COUNTS_FROM_MB = 32

const BYTES_PER_MB = 1024 * 1024

/** The formats that are archives. */
export type ArchiveFormat = keyof typeof MAX_UNPACKED_MB

export interface ArchiveEntry {
  /** With `/` between folders, in the encoding that was found for it. Nothing is ever written to this path. */
  name: string
  encrypted: boolean
  source: Entry
}

export class ZipArchive {
  /** In the order of the archive's directory. Folders are left out. */
  readonly entries: readonly ArchiveEntry[]
  readonly #byName: ReadonlyMap<string, ArchiveEntry>
  readonly #zip: ZipFile
  readonly #format: ArchiveFormat
  readonly #packedBytes: number
  #unpackedBytes = 0

  private constructor(zip: ZipFile, entries: ArchiveEntry[], packedBytes: number, format: ArchiveFormat) {
    this.#zip = zip
    this.entries = entries
    this.#byName = new Map(entries.toReversed().map((entry) => [entry.name, entry]))
    this.#packedBytes = packedBytes
    this.#format = format
  }

  /** @throws CineqoError `novel_damaged`, `novel_bomb` for too many entries */
  static async open(bytes: Buffer, format: ArchiveFormat): Promise<ZipArchive> {
    const { zip, entries } = await readDirectory(bytes, format)
    const files = entries
      .map((source) => ({ name: nameOf(source), encrypted: source.isEncrypted(), source }))
      .filter(({ name }) => !name.endsWith('/'))
    return new ZipArchive(zip, files, bytes.length, format)
  }

  /** The first of this name. */
  find(name: string): ArchiveEntry | undefined {
    return this.#byName.get(name)
  }

  /**
   * The unpacked bytes of an entry, checked against its checksum when it has been read.
   * @throws CineqoError `novel_encrypted`, `novel_damaged` or `novel_bomb`
   */
  async *read(entry: ArchiveEntry): AsyncGenerator<Buffer> {
    if (entry.encrypted) throw new CineqoError('novel_encrypted', { format: this.#format })
    let checksum = 0
    try {
      for await (const chunk of await this.#openStream(entry)) {
        this.#count(chunk.length)
        checksum = crc32(chunk, checksum)
        yield chunk
      }
    } catch (error) {
      throw asDamaged(error, this.#format, entry.name)
    }
    if (checksum !== entry.source.crc32) {
      throw new CineqoError('novel_damaged', { format: this.#format, detail: `checksum of ${shown(entry.name)}` })
    }
  }

  /** @throws as `read` */
  async readWhole(entry: ArchiveEntry): Promise<Buffer> {
    const chunks: Buffer[] = []
    for await (const chunk of this.read(entry)) chunks.push(chunk)
    return Buffer.concat(chunks)
  }

  #openStream(entry: ArchiveEntry): Promise<AsyncIterable<Buffer>> {
    return new Promise((resolve, reject) => {
      this.#zip.openReadStream(entry.source, (error, stream) => (error ? reject(error) : resolve(stream)))
    })
  }

  #count(bytes: number): void {
    this.#unpackedBytes += bytes
    const unpackedMb = this.#unpackedBytes / BYTES_PER_MB
    const maxMb = MAX_UNPACKED_MB[this.#format]
    if (unpackedMb > maxMb) throw new CineqoError('novel_bomb', { format: this.#format, limit: `${maxMb} MB` })
    if (unpackedMb > RATIO_COUNTS_FROM_MB && this.#unpackedBytes > this.#packedBytes * MAX_RATIO) {
      throw new CineqoError('novel_bomb', { format: this.#format, limit: `${MAX_RATIO}:1` })
    }
  }
}

function readDirectory(bytes: Buffer, format: ArchiveFormat): Promise<{ zip: ZipFile; entries: Entry[] }> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject(asDamaged(error, format))
    // Names are decoded here, because the library knows only UTF-8 and CP437. Entries are read one by one, so that the count is a bound.
    fromBuffer(bytes, { lazyEntries: true, decodeStrings: false, autoClose: false }, (error, zip) => {
      if (error) return fail(error)
      const entries: Entry[] = []
      zip.on('error', fail)
      zip.on('end', () => resolve({ zip, entries }))
      zip.on('entry', (entry: Entry) => {
        entries.push(entry)
        if (entries.length <= MAX_ENTRIES) zip.readEntry()
        else fail(new CineqoError('novel_bomb', { format, limit: `${MAX_ENTRIES} files` }))
      })
      zip.readEntry()
    })
  })
}

/** Says UTF-8 in its flags or a field of its own, or else is whatever the packing computer used: UTF-8 or, in China, GBK. */
function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  const saysUnicode = (generalPurposeBitFlag & 0x800) !== 0 || extraFields.some((field) => field.id === 0x7075)
  const name = saysUnicode
    ? getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false)
    : (decodeStrictly(fileNameRaw, 'utf-8') ?? decodeStrictly(fileNameRaw, 'gb18030') ?? fileNameRaw.toString('latin1'))
  return name.replaceAll('\\', '/')
}

function decodeStrictly(bytes: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function asDamaged(error: unknown, format: ArchiveFormat, name?: string): CineqoError {
  if (error instanceof CineqoError) return error
  const reason = error instanceof Error ? error.message : String(error)
  if (/encrypt/i.test(reason)) return new CineqoError('novel_encrypted', { format }, { cause: error })
  const detail = name === undefined ? reason : `${shown(name)}: ${reason}`
  return new CineqoError('novel_damaged', { format, detail }, { cause: error })
}

/** A name from outside, short enough and without control characters. */
function shown(name: string): string {
  return name.replace(/\p{C}/gu, '?').slice(0, 100)
}
