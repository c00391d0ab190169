import { createHash } from 'node:crypto'
import { CineqoError } from '../contracts/errors.ts'
import type { Language } from '../contracts/text.ts'
import { countCharacters, detectLanguage } from './language.ts'
import { normaliseLines } from './normalise.ts'
import { paragraphsOf } from './wrapping.ts'

/** A novel in its normal form: paragraphs joined by one newline, see `normalise.ts` for what a paragraph's text is. */
export interface ParsedNovel {
  /** Equals `paragraphs.join('\n')`. */
  text: string
  /** Numbered by their index. None is empty, none holds a newline. */
  paragraphs: string[]
  language: Language
  /** Unicode code points of `text`. */
  characters: number
  /** Of `text` as UTF-8, in hexadecimal. */
  sha256: string
}

/**
 * Reads a novel from raw or already normalised text. Reading `text` again gives the same novel, so it is the only thing to store.
 * @throws CineqoError `novel_empty`, or `novel_undecodable` for half a surrogate pair, which no encoding can store
 */
export function readNovel(raw: string): ParsedNovel {
  if (/\p{Surrogate}/u.test(raw)) throw new CineqoError('novel_encoding_unknown')
  const paragraphs = paragraphsOf(normaliseLines(raw))
  if (paragraphs.length === 0) throw new CineqoError('novel_empty')
  const text = paragraphs.join('\n')
  return {
    text,
    paragraphs,
    language: detectLanguage(text),
    characters: countCharacters(text),
    sha256: createHash('sha256').update(text).digest('hex'),
  }
}
