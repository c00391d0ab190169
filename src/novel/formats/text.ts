/** Plain text -> lines, while it is decoded. */
import type { NovelEncoding } from '../../contracts/novel-file.ts'
import { decodeText } from '../decode-text.ts'
import { linesOf } from '../lines.ts'
import type { NovelFile, SourceLine, SourceText } from '../source-text.ts'

/** @throws CineqoError as `decodeText` */
export async function openText(file: Pick<NovelFile, 'open'>, encoding?: NovelEncoding): Promise<SourceText> {
  const { text, ...decoded } = await decodeText(file, { encoding })

  async function* lines(): AsyncGenerator<SourceLine[]> {
    for await (const batch of linesOf(text, decoded.changes)) yield batch.map((line) => ({ text: line }))
  }

  return { ...decoded, format: 'text', unit: 'line', lines: lines() }
}
