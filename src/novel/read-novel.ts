/** Paragraphs -> a novel in its normal form, and that form back from storage. */
import { createHash } from 'node:crypto'
import { countCharacters } from '../contracts/count-characters.ts'
import { CineqoError } from '../contracts/errors.ts'
import type { Language } from '../contracts/text.ts'
import { gutenbergFrame } from './gutenberg.ts'
import { detectLanguage } from './language.ts'
import { splitLines } from './lines.ts'
import { LineCollector } from './read-source.ts'

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
 * Puts a novel together.
 * @throws CineqoError `novel_empty`
 */
export function novelOf(paragraphs: string[]): ParsedNovel {
  if (paragraphs.length === 0) throw new CineqoError('novel_empty')
  return describe(paragraphs.join('\n'), paragraphs)
}

/**
 * Takes a stored normal form apart. Nothing is guessed again: each line is a paragraph.
 * Throws an `Error` when the text is not the one with that sha256.
 */
export function parseStoredNovel(text: string, sha256: string): ParsedNovel {
  const novel = describe(text, text.split('\n'))
  if (novel.sha256 !== sha256) throw new Error(`The stored novel ${sha256} has changed: it reads as ${novel.sha256}.`)
  return novel
}

/**
 * Reads a novel from a text that was never a file. Reading the novel's `text` again gives the same novel.
 * @throws CineqoError `novel_empty`, `novel_half_characters`, `novel_too_long`
 */
export function readNovel(raw: string): ParsedNovel {
  refuseHalfCharacters(raw)
  const lines = new LineCollector(new Map())
  lines.add(splitLines(raw).map((text) => ({ text })))
  return novelOf(lines.end('line').paragraphs)
}

/** How much of the text is shown before the place of an error, in UTF-16 units. */
const SHOWN_BEFORE = 20

/**
 * Refuses a pasted text with half a surrogate pair, which no file can hold: a program cut it between two halves.
 * @throws CineqoError `novel_half_characters`
 */
export function refuseHalfCharacters(text: string): void {
  const first = text.search(/\p{Surrogate}/u)
  if (first < 0) return
  const before = text.slice(Math.max(0, first - SHOWN_BEFORE), first).replace(/^\p{Surrogate}/u, '')
  throw new CineqoError('novel_half_characters', { count: text.match(/\p{Surrogate}/gu)?.length ?? 0, before })
}

function describe(text: string, paragraphs: string[]): ParsedNovel {
  return {
    text,
    paragraphs,
    language: languageOf(text, paragraphs),
    characters: countCharacters(text),
    sha256: createHash('sha256').update(text).digest('hex'),
  }
}

/** The language of the book: Project Gutenberg's licence is English around a book in any. */
function languageOf(text: string, paragraphs: readonly string[]): Language {
  const { start, end } = gutenbergFrame(paragraphs)
  const isWhole = start >= end || end - start === paragraphs.length
  return detectLanguage(isWhole ? text : paragraphs.slice(start, end).join('\n'))
}
