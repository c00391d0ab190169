/** HTML pages -> lines. */
import type { NovelEncoding } from '../../contracts/novel-file.ts'
import { decodeText } from '../decode-text.ts'
import type { NovelFile, SourceLine, SourceText } from '../source-text.ts'
import { addChanges, type Changes } from './changes.ts'
import { DECLARATION_BYTES, declaredEncoding } from './declared-encoding.ts'
import { MarkupLines } from './markup-lines.ts'
import { readHead } from './read-bytes.ts'

/** @throws CineqoError as `decodeText` */
export async function openHtml(file: NovelFile, encoding?: NovelEncoding): Promise<SourceText> {
  const declared = declaredEncoding(await readHead(file, DECLARATION_BYTES))
  const decoded = await decodeText(file, { encoding, declared })
  const changes: Changes = new Map()

  async function* lines(): AsyncGenerator<SourceLine[]> {
    const markup = new MarkupLines({ format: 'html', changes })
    for await (const text of decoded.text) yield* markup.write(text)
    yield markup.end()
    addChanges(changes, decoded.changes)
  }

  return {
    format: 'html',
    encoding: decoded.encoding,
    encodingSource: decoded.encodingSource,
    unit: 'paragraph',
    lines: lines(),
    changes,
    notes: decoded.notes,
  }
}
