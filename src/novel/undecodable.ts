/** A decoder that counts the places of the bytes that are not valid, and knows where the first one is. */
import { TextDecoder } from 'node:util'
import iconv from 'iconv-lite'
import type { NovelEncoding } from '../contracts/novel-file.ts'
import { countOf } from './count-of.ts'

/** Windows-1252 has five gaps, which `TextDecoder` fills with C1 control characters. */
const GAPS_1252 = /[\u0081\u008D\u008F\u0090\u009D]/g
const REPLACED = /\uFFFD/g

/** U+FFFD as it can really stand in a text, byte by byte: such a place is valid. */
const GENUINE: Partial<Record<NovelEncoding, readonly number[]>> = {
  'utf-8': [0xef, 0xbf, 0xbd],
  'utf-16le': [0xfd, 0xff],
  'utf-16be': [0xff, 0xfd],
  gb18030: [0x84, 0x31, 0xa4, 0x37],
}

interface StreamDecoder {
  write(chunk: Uint8Array): string
  end(): string
}

/** A byte order mark is decoded as a character: whoever reads the text takes it off. */
function decoderOf(encoding: NovelEncoding): StreamDecoder {
  if (encoding === 'big5') {
    // Node makes private characters of what Hong Kong added to Big5 (HKSCS), which Cantonese needs in every line.
    const decoder = iconv.getDecoder('big5hkscs')
    return { write: (chunk) => decoder.write(Buffer.from(chunk)), end: () => decoder.end() ?? '' }
  }
  const decoder = new TextDecoder(encoding, { ignoreBOM: true })
  // Without `stream`, Node 20 takes Windows-1252 for Latin-1.
  return { write: (chunk) => decoder.decode(chunk, { stream: true }), end: () => decoder.decode() }
}

export class CountingDecoder {
  /** Invalid places, each one U+FFFD in the text. */
  places = 0
  /** UTF-16 units so far, the places included. */
  units = 0
  /** The byte at which the first place begins; -1 while there is none. */
  firstOffset = -1

  readonly #encoding: NovelEncoding
  readonly #decoder: StreamDecoder
  readonly #invalid: RegExp
  readonly #genuine: Buffer | null
  /** Bytes of the characters before the first place. */
  #bytes = 0
  /** The last bytes before a chunk, one less than a genuine U+FFFD has. */
  #tail: Uint8Array = new Uint8Array()
  #seen = 0

  constructor(encoding: NovelEncoding) {
    this.#encoding = encoding
    this.#decoder = decoderOf(encoding)
    this.#invalid = encoding === 'windows-1252' ? GAPS_1252 : REPLACED
    const genuine = GENUINE[encoding]
    this.#genuine = genuine ? Buffer.from(genuine) : null
  }

  /** Decodes the next chunk. A character that goes on in the following chunk is held back. */
  decode(chunk: Uint8Array): string {
    return this.#count(this.#decoder.write(chunk), chunk)
  }

  /** What is left of a character that was cut off at the end. */
  end(): string {
    return this.#count(this.#decoder.end(), new Uint8Array())
  }

  #count(text: string, chunk: Uint8Array): string {
    const first = text.search(this.#invalid)
    const marked = first < 0 || this.#invalid === REPLACED ? text : text.replace(this.#invalid, '\uFFFD')
    const places = (first < 0 ? 0 : countOf(marked, '\uFFFD')) - this.#countGenuine(chunk, first >= 0)
    this.units += text.length
    if (this.firstOffset < 0) {
      this.#bytes += encodedBytes(places > 0 ? text.slice(0, first) : text, this.#encoding)
      if (places > 0) this.firstOffset = this.#bytes
    }
    this.places += places
    return marked
  }

  /** How many genuine U+FFFD end in a chunk. */
  #countGenuine(chunk: Uint8Array, wanted: boolean): number {
    const genuine = this.#genuine
    if (genuine === null) return 0
    const bytes = wanted ? Buffer.concat([this.#tail, chunk]) : null
    const start = this.#seen - this.#tail.length
    this.#seen += chunk.length
    this.#tail = Buffer.concat([this.#tail, chunk.subarray(-genuine.length)]).subarray(1 - genuine.length)
    if (bytes === null) return 0
    let count = 0
    for (let at = bytes.indexOf(genuine); at >= 0; at = bytes.indexOf(genuine, at + 1)) {
      // In UTF-16 a character begins at an even byte.
      if (genuine.length > 2 || (start + at) % 2 === 0) count++
    }
    return count
  }
}

/** How many bytes a decoded text had. */
function encodedBytes(text: string, encoding: NovelEncoding): number {
  if (encoding === 'utf-8') return Buffer.byteLength(text)
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return text.length * 2
  if (encoding === 'windows-1252') return text.length
  // Half of a surrogate pair takes one of the two bytes.
  if (encoding === 'big5') return text.length + (text.match(/[\u0080-\uD7FF\uE000-\uFFFF]/g)?.length ?? 0)
  const lengths = unitBytes(encoding)
  let bytes = 0
  for (let i = 0; i < text.length; i++) bytes += lengths[text.charCodeAt(i)] as number
  return bytes
}

const knownUnitBytes = new Map<NovelEncoding, Uint8Array>()

/** For each UTF-16 unit the bytes it takes in an encoding of one, two and (GB18030) four bytes; half of a surrogate pair takes two. */
function unitBytes(encoding: NovelEncoding): Uint8Array {
  const known = knownUnitBytes.get(encoding)
  if (known) return known
  const lengths = new Uint8Array(65536).fill(encoding === 'gb18030' ? 4 : 2)
  lengths.fill(2, 0xd800, 0xe000)
  const decoder = new TextDecoder(encoding)
  const note = (...bytes: number[]) => {
    const text = decoder.decode(Uint8Array.from(bytes))
    if (text.length === 1 && text !== '\uFFFD') lengths[text.charCodeAt(0)] = bytes.length
  }
  for (let byte = 0; byte <= 0xff; byte++) note(byte)
  // Pairs come last: the euro sign of GB18030 is written as one byte by hardly anybody.
  for (let lead = 0x81; lead <= 0xfe; lead++) for (let trail = 0x40; trail <= 0xfe; trail++) note(lead, trail)
  knownUnitBytes.set(encoding, lengths)
  return lengths
}
