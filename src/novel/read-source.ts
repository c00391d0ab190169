/** The lines of a file -> paragraphs in normal form, with the count of every change. */
import { CineqoError } from '../contracts/errors.ts'
import { type Changes, countChange } from './formats/changes.ts'
import { type NormalLine, normaliseLine } from './normalise.ts'
import type { OutlineEntry } from './outline.ts'
import type { SourceLine, SourceText } from './source-text.ts'
import { emitLines, emitParagraphs, type Lines } from './wrapping.ts'

/** The longest novels of the web have 20 million characters. */
const MAX_CHARACTERS = 20_000_000
/** Twenty characters each in the longest novel. */
const MAX_LINES = 1_000_000
const BLANK: NormalLine = { text: '', indent: 0 }

export interface SourceParagraphs {
  /** None is empty, none holds a line end. */
  paragraphs: string[]
  /** Those that the format calls headings, in order. */
  outline: OutlineEntry[]
}

/** Collects lines until their end is known, since whether they are wrapped follows from all of them. */
export class LineCollector {
  readonly #lines: Lines = { texts: [], indents: [], headings: new Map() }
  readonly #changes: Changes
  #characters = 0
  #filledLines = 0
  #blankLines = 0

  constructor(changes: Changes) {
    this.#changes = changes
  }

  /** @throws CineqoError `novel_too_long`, `novel_too_many_lines` */
  add(batch: readonly SourceLine[]): void {
    for (const { text, headingLevel } of batch) {
      // What is empty already is not looked at again: a file may hold millions of blank lines.
      const line = text === '' ? BLANK : normaliseLine(text, this.#changes)
      if (line.text === '') this.#addBlank()
      else this.#addLine(line, headingLevel)
    }
    if (this.#characters > MAX_CHARACTERS) {
      throw new CineqoError('novel_too_long', { limit: MAX_CHARACTERS.toLocaleString('en') })
    }
    if (this.#filledLines > MAX_LINES) {
      throw new CineqoError('novel_too_many_lines', { limit: MAX_LINES.toLocaleString('en') })
    }
  }

  /** One blank line between others says as much as many. */
  #addBlank(): void {
    const { texts, indents } = this.#lines
    this.#blankLines++
    if (texts.at(-1) === '') return
    texts.push('')
    indents.push(0)
  }

  #addLine({ text, indent }: NormalLine, headingLevel: number | undefined): void {
    const { texts, indents, headings } = this.#lines
    if (headingLevel !== undefined) headings.set(texts.length, headingLevel)
    texts.push(text)
    indents.push(indent)
    this.#characters += text.length
    this.#filledLines++
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
