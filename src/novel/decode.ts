/**
 * Bytes of an uploaded text file -> text. Strict: a byte that can't be decoded is an error, never a replacement character,
 * because the novel is stored once and everything later quotes it.
 */
import { CineqoError } from '../contracts/errors.ts'

import type { NovelEncoding } from '../contracts/novel-file.ts'

export interface DecodedText {
  /** Without its byte order mark; otherwise as it was. */
  text: string
  encoding: NovelEncoding
}

/** First bytes of formats that people upload by mistake, in Latin-1. */
const FORMAT_MARKS: ReadonlyArray<[format: string, mark: string]> = [
  ['pdf', '%PDF-'],
  ['zip', 'PK\x03\x04'],
  ['zip', 'PK\x05\x06'],
  ['png', '\x89PNG'],
  ['jpeg', '\xff\xd8\xff'],
  ['gif', 'GIF8'],
  ['gzip', '\x1f\x8b'],
  ['rar', 'Rar!'],
  ['7z', "7z\xbc\xaf'\x1c"],
  ['doc', '\xd0\xcf\x11\xe0'],
  ['rtf', '{\\rtf'],
  ['exe', 'MZ\x90\x00'],
  ['elf', '\x7fELF'],
]

/** How many control characters a text may hold. Scans and old editors leave a few; a binary file has far more. */
const MAX_CONTROL_SHARE = 0.001

/** Of the bytes outside ASCII, the share that must form valid UTF-8 for a file to count as damaged UTF-8 and not as GB18030. */
const DAMAGED_UTF8_SHARE = 0.9

/**
 * Of the two-byte characters of a GB18030 text, the share that must lie in the GB2312 area (both bytes from 0xA1). Modern Chinese
 * is above 0.97; Big5, Shift-JIS and Windows-1252 taken for GB18030 stay below 0.7.
 */
const MIN_GB2312_SHARE = 0.85

/**
 * Decodes a text file: byte order mark first, then UTF-8, then GB18030.
 * @throws CineqoError `novel_empty`, `novel_binary` or `novel_undecodable`
 */
export function decodeNovel(bytes: Uint8Array): DecodedText {
  if (bytes.length === 0) throw new CineqoError('novel_empty')
  rejectKnownFormats(bytes)
  const decoded = decodeStrictly(bytes)
  const text = decoded.text.startsWith('\uFEFF') ? decoded.text.slice(1) : decoded.text
  rejectControlCharacters(text)
  if (text.trim() === '') throw new CineqoError('novel_empty')
  return { text, encoding: decoded.encoding }
}

function decodeStrictly(bytes: Uint8Array): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs('utf-16le', bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs('utf-16be', bytes)
  if (bytes.includes(0)) throw new CineqoError('novel_binary', { detected: 'unknown' })
  const utf8 = tryDecode('utf-8', bytes)
  if (utf8 !== null) return { text: utf8, encoding: 'utf-8' }
  const { validShare, badOffset } = measureUtf8(bytes)
  if (validShare >= DAMAGED_UTF8_SHARE)
    throw new CineqoError('novel_undecodable', { encoding: 'utf-8', offset: badOffset, percent: 0 })
  const chinese = tryDecode('gb18030', bytes)
  if (chinese === null || gb2312Share(bytes) < MIN_GB2312_SHARE) throw new CineqoError('novel_encoding_unknown')
  return { text: chinese, encoding: 'gb18030' }
}

function decodeAs(encoding: NovelEncoding, bytes: Uint8Array): DecodedText {
  const text = tryDecode(encoding, bytes)
  if (text === null) throw new CineqoError('novel_encoding_unknown')
  return { text, encoding }
}

function tryDecode(encoding: NovelEncoding, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function rejectKnownFormats(bytes: Uint8Array): void {
  const head = Buffer.from(bytes.subarray(0, 8)).toString('latin1')
  const known = FORMAT_MARKS.find(([, mark]) => head.startsWith(mark))
  if (known) throw new CineqoError('novel_binary', { detected: known[0] })
}

function rejectControlCharacters(text: string): void {
  let controls = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    // NUL has no place in any text; tab to carriage return are white space; 0x1A ends files of old editors.
    if (code === 0) throw new CineqoError('novel_binary', { detected: 'unknown' })
    if ((code < 9 || (code > 13 && code < 32) || code === 127) && code !== 0x1a) controls++
  }
  if (controls > Math.max(8, text.length * MAX_CONTROL_SHARE) || (controls > 0 && controls === text.length)) {
    throw new CineqoError('novel_binary', { detected: 'unknown' })
  }
}

/** How much of the file is UTF-8, and where it first is not. */
function measureUtf8(bytes: Uint8Array): { validShare: number; badOffset: number } {
  let valid = 0
  let invalid = 0
  let badOffset = -1
  for (let i = 0; i < bytes.length; ) {
    const byte = bytes[i] as number
    if (byte < 0x80) {
      i++
      continue
    }
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0
    let good = length > 0
    for (let k = 1; good && k < length; k++) good = ((bytes[i + k] ?? 0) & 0xc0) === 0x80
    if (good) valid += length
    else {
      invalid++
      if (badOffset < 0) badOffset = i
    }
    i += good ? length : 1
  }
  return { validShare: valid / Math.max(1, valid + invalid), badOffset }
}

function gb2312Share(bytes: Uint8Array): number {
  let pairs = 0
  let plain = 0
  for (let i = 0; i < bytes.length; i++) {
    if ((bytes[i] as number) < 0x81) continue
    const trail = bytes[i + 1] ?? 0
    pairs++
    if ((bytes[i] as number) >= 0xa1 && trail >= 0xa1) plain++
    // A four-byte character has a digit as its second byte.
    i += trail >= 0x30 && trail <= 0x39 ? 3 : 1
  }
  return pairs === 0 ? 1 : plain / pairs
}
