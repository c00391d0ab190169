/** Bytes of a text -> its characters, in the encoding that was chosen, declared or found. */
import { CineqoError } from '../contracts/errors.ts'
import type { encodingSources, NovelEncoding, ReadingNote } from '../contracts/novel-file.ts'
import { blocksOf } from './blocks.ts'
import { judgeEncoding } from './encoding.ts'
import { type Changes, countChange } from './formats/changes.ts'
import type { NovelFile } from './source-text.ts'
import { CountingDecoder } from './undecodable.ts'

export interface DecodedText {
  encoding: NovelEncoding
  encodingSource: (typeof encodingSources)[number]
  /**
   * The text in pieces, without its byte order mark. Read once. Ends with `novel_undecodable` when more than 0.5 % of the characters
   * could not be decoded; up to there each such place is one U+FFFD.
   */
  text: AsyncIterable<string>
  /** Complete when `text` has been read. */
  changes: Changes
  /** Complete when `text` has been read. */
  notes: ReadingNote[]
}

export interface DecodeOptions {
  /** What the user chose: taken as it is. */
  encoding?: NovelEncoding | undefined
  /** What the file says of itself (XML or HTML declaration): taken when the bytes agree with it. */
  declared?: NovelEncoding | undefined
}

/** Places that can't be decoded, of all characters. More is not a damaged text but another encoding, or several. */
const MAX_UNDECODABLE_SHARE = 0.005

/**
 * Finds the encoding of a text by reading all of it, and opens it again to decode it.
 * @throws CineqoError `novel_empty`, `novel_binary` or `novel_encoding_unknown`; `novel_undecodable` also while the text is read
 */
export async function decodeText(file: Pick<NovelFile, 'open'>, options: DecodeOptions = {}): Promise<DecodedText> {
  const judged = await judgeEncoding(file, options)
  const changes: Changes = new Map()
  const notes: ReadingNote[] = []
  if (judged.unsure) notes.push({ code: 'encoding_unsure', params: { encoding: judged.encoding } })
  if (judged.utf8Part) {
    const { characters: count, firstOffset: offset } = judged.utf8Part
    notes.push({ code: 'mixed_encodings', params: { encoding: judged.encoding, count, offset } })
  }
  return {
    encoding: judged.encoding,
    encodingSource: judged.source,
    text: decodeStream(blocksOf(file.open()), judged.encoding, { changes, notes }),
    changes,
    notes,
  }
}

/**
 * How many control characters a text may hold besides white space, of its characters or in all. Scans and old editors leave a few; a
 * binary file has far more.
 */
const MAX_CONTROLS = { share: 0.001, count: 8 }
/** NUL has no place in any text. Tab to carriage return are white space; 0x1A ends files of old editors. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is counted.
const CONTROLS = /[\x01-\x08\x0E-\x19\x1B-\x1F\x7F]/g

async function* decodeStream(
  chunks: AsyncIterable<Uint8Array>,
  encoding: NovelEncoding,
  { changes, notes }: Pick<DecodedText, 'changes' | 'notes'>,
): AsyncIterable<string> {
  const decoder = new CountingDecoder(encoding)
  let controls = 0
  let begun = false
  for await (const text of decodedPieces(chunks, decoder)) {
    controls += text.match(CONTROLS)?.length ?? 0
    if (text.includes('\0')) throw new CineqoError('novel_binary', { detected: 'binary data' })
    yield !begun && text.startsWith('\uFEFF') ? text.slice(1) : text
    begun = true
  }
  if (controls > Math.max(MAX_CONTROLS.count, decoder.units * MAX_CONTROLS.share)) {
    throw new CineqoError('novel_binary', { detected: 'binary data' })
  }
  if (decoder.places === 0) return
  const share = decoder.places / decoder.units
  const place = { encoding, offset: decoder.firstOffset }
  if (share > MAX_UNDECODABLE_SHARE) {
    throw new CineqoError('novel_undecodable', { ...place, percent: Number((share * 100).toPrecision(2)) })
  }
  countChange(changes, 'undecodable_bytes', decoder.places)
  notes.push({ code: 'undecodable', params: { ...place, count: decoder.places } })
}

/** The pieces that are not empty. */
async function* decodedPieces(chunks: AsyncIterable<Uint8Array>, decoder: CountingDecoder): AsyncIterable<string> {
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk)
    if (text !== '') yield text
  }
  const rest = decoder.end()
  if (rest !== '') yield rest
}
