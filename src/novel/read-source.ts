/** The lines of a file -> paragraphs in normal form, with the count of every change. */
import { CineqoError } from '../contracts/errors.ts'
import { type Changes, countChange } from './formats/changes.ts'
import { normaliseLine } from './normalise.ts'
import type { OutlineEntry } from './outline.ts'
import type { SourceLine, SourceText } from './source-text.ts'
import { emitLines, emitParagraphs, type Lines } from './wrapping.ts'

/** The longest novels of the web have 20 million characters. */
const MAX_CHARACTERS = 20_000_000
/** Ten characters each in the longest novel. */
const MAX_LINES = 2_000_000

export interface SourceParagraphs {
  /** None is empty, none holds a line end. */
  paragraphs: string[]
  /** Those that the format calls headings, in order. */
  outline: OutlineEntry[]
}

/**
 * Collects lines until their end is known, since whether they are wrapped follows from all of them.
 */
export class LineCollector {
  readonly #lines: Lines = { texts: [], indents: [], headings: new Map() }
  readonly #changes: Changes
  #characters = 0
  #blankLines = 0

  constructor(changes: Changes) {
    this.#changes = changes
  }

  /** @throws CineqoError `novel_too_long` */
  add(batch: readonly SourceLine[]): void {
    const { texts, indents, headings } = this.#lines
    for (const { text: raw, headingLevel } of batch) {
      const { text, indent } = normaliseLine(raw, this.#changes)
      if (text === '') {
        this.#blankLines++
        // One blank line says as much as many.
        if (texts.at(-1) === '') continue
      } else if (headingLevel !== undefined) headings.set(texts.length, headingLevel)
      texts.push(text)
      indents.push(indent)
      this.#characters += text.length
    }
    if (this.#characters > MAX_CHARACTERS) throw tooLong(MAX_CHARACTERS)
    if (texts.length > MAX_LINES)
      throw new CineqoError('novel_too_many_lines', { limit: MAX_LINES.toLocaleString('en') })
  }

  /** The paragraphs of all lines. */
  end(unit: SourceText['unit']): SourceParagraphs {
    const { texts, headings } = this.#lines
    const paragraphs: string[] = []
    const outline: OutlineEntry[] = []
    const emit = (text: string, line: number) => {
      const level = headings.get(line)
      if (level !== undefined) outline.push({ paragraph: paragraphs.length, level })
      paragraphs.push(text)
    }
    // A file that ends in a line end has no line after it.
    if (texts.at(-1) === '') this.#blankLines--
    countChange(this.#changes, 'blank_lines', this.#blankLines)
    if (unit === 'paragraph') emitLines(this.#lines, emit)
    else countChange(this.#changes, 'joined_lines', emitParagraphs(this.#lines, emit))
    return { paragraphs, outline }
  }
}

function tooLong(limit: number): CineqoError {
  return new CineqoError('novel_too_long', { limit: limit.toLocaleString('en') })
}
