/** Writes text in the encodings that Node only reads. */
import { TextDecoder } from 'node:util'

const tables = new Map<string, Map<string, Buffer>>()

/** Throws for a character that the encoding has not. */
export function encode(text: string, encoding: string): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text)
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le')
  if (encoding === 'utf-16be') return Buffer.from(text, 'utf16le').swap16()
  const table = tableOf(encoding)
  return Buffer.concat(
    Array.from(text, (character) => {
      const bytes = table.get(character)
      if (!bytes) throw new Error(`${character} is not in ${encoding}.`)
      return bytes
    }),
  )
}

/** Found by decoding every single byte and every pair of bytes. */
function tableOf(encoding: string): Map<string, Buffer> {
  const known = tables.get(encoding)
  if (known) return known
  const table = new Map<string, Buffer>()
  const add = (...bytes: number[]) => {
    const text = new TextDecoder(encoding).decode(Uint8Array.from(bytes), { stream: true })
    if (text.length === 1 && text !== '\uFFFD' && !table.has(text)) table.set(text, Buffer.from(bytes))
  }
  for (let byte = 0; byte <= 0xff; byte++) add(byte)
  if (!encoding.startsWith('windows')) {
    for (let lead = 0x81; lead <= 0xfe; lead++) for (let trail = 0x40; trail <= 0xfe; trail++) add(lead, trail)
  }
  tables.set(encoding, table)
  return table
}

/** A file in memory, read in chunks of that size. */
export function fileOf(bytes: Uint8Array, chunkSize = 65_536): { open(): AsyncIterable<Uint8Array> } {
  return {
    async *open() {
      for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize)
    },
  }
}
