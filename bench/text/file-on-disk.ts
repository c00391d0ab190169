import { createReadStream, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { NovelFile } from '../../src/novel/source-text.ts'

/** A file that is read in chunks of 1 MiB. */
export function fileOnDisk(path: string): NovelFile {
  return {
    fileName: basename(path),
    bytes: statSync(path).size,
    open: () => createReadStream(path, { highWaterMark: 1024 * 1024 }),
  }
}
