/** What is known to be right about a book, by the numbers that its paragraphs have for us. */
import { goldBookSchema } from '../../../src/evaluation/gold-book.ts'
import { paragraphsOfLines } from '../../../src/evaluation/score-chapters.ts'
import { unifyLineEnds } from '../../../src/evaluation/score-split.ts'
import { readNovelFile } from '../../../src/novel/read-novel-file.ts'
import type { GoldAnswers } from './gold-work.ts'

/** `gold` has the form of the `.gold.json` files that `cineqo evaluate` reads; `text` is in UTF-8. */
export async function goldAnswersOf(text: Uint8Array, gold: unknown): Promise<GoldAnswers> {
  const { characters, chapters } = goldBookSchema.parse(gold)
  const { novel } = await readNovelFile({
    fileName: 'book.txt',
    bytes: text.byteLength,
    open: async function* () {
      yield text
    },
  })
  const source = unifyLineEnds(new TextDecoder().decode(text))
  return {
    characters,
    paragraphs: novel.paragraphs,
    boundaries: paragraphsOfLines(source, novel.paragraphs, chapters?.lines ?? []),
  }
}
