/** Markdown -> lines, while it is decoded. */
import type { NovelEncoding } from '../../contracts/novel-file.ts'
import { decodeText } from '../decode-text.ts'
import { linesOf } from '../lines.ts'
import type { NovelFile, SourceLine, SourceText } from '../source-text.ts'
import { MarkdownLines } from './markdown-lines.ts'

/** @throws CineqoError as `decodeText` */
export async function openMarkdown(file: Pick<NovelFile, 'open'>, encoding?: NovelEncoding): Promise<SourceText> {
  const { text, ...decoded } = await decodeText(file, { encoding })

  async function* lines(): AsyncGenerator<SourceLine[]> {
    const reader = new MarkdownLines(decoded.changes)
    for await (const batch of linesOf(text, decoded.changes)) yield reader.write(batch)
    yield reader.end()
  }

  return { ...decoded, format: 'markdown', unit: 'line', lines: lines() }
}
