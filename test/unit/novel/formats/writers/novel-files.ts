/** Files of novels as the tests need them: bytes under a name, opened in chunks. */

import { openNovelFile } from '../../../../../src/novel/formats/open-novel-file.ts'
import type { NovelFile, SourceLine, SourceText } from '../../../../../src/novel/source-text.ts'

/** Small, so that characters, tags and line ends come apart between chunks. */
const CHUNK_BYTES = 1021

export function fileOf(bytes: Uint8Array, fileName: string | null, chunkBytes = CHUNK_BYTES): NovelFile {
  return {
    fileName,
    bytes: bytes.length,
    async *open() {
      for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes)
    },
  }
}

export interface ReadFile extends Omit<SourceText, 'lines'> {
  lines: SourceLine[]
}

/** Opens a file and reads it to its end. */
export async function readAll(file: NovelFile): Promise<ReadFile> {
  const source = await openNovelFile(file)
  const lines: SourceLine[] = []
  for await (const batch of source.lines) lines.push(...batch)
  return { ...source, lines }
}

/** The lines that have text, without white space at their ends. */
export function textsOf({ lines }: ReadFile): string[] {
  return lines.map(({ text }) => text.trim()).filter((text) => text !== '')
}
