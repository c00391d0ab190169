/** Bytes of a file in memory, for formats that can't be read from front to back. */
import { CineqoError } from '../../contracts/errors.ts'
import type { NovelFile } from '../source-text.ts'

/** The directory of a zip and the cross references of a pdf are at their ends, so such files are held whole. */
const MAX_HELD_MB = 256

/** @throws CineqoError `payload_too_large` */
export async function readBytes(file: Pick<NovelFile, 'open'>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of file.open()) {
    bytes += chunk.length
    if (bytes > MAX_HELD_MB * 1024 * 1024) throw new CineqoError('payload_too_large', { limit: `${MAX_HELD_MB} MB` })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Bytes in memory, to be opened as a file is. */
export function fileOfBytes(bytes: Uint8Array): Pick<NovelFile, 'open'> {
  return {
    async *open() {
      yield bytes
    },
  }
}

/** The first bytes of a file, at most `count`. */
export async function readHead(file: Pick<NovelFile, 'open'>, count: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of file.open()) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes >= count) break
  }
  return Buffer.concat(chunks).subarray(0, count)
}
