/** HTML and XHTML -> lines, while it is parsed: one for each paragraph, heading, list item, table row, or piece between `<br>`. */
import { CineqoError } from '../../contracts/errors.ts'
import type { NovelFormat } from '../../contracts/novel-file.ts'
import type { SourceLine } from '../source-text.ts'
import { type Changes, countChange } from './changes.ts'
import { LineBuilder } from './line-builder.ts'
import {
  type Attributes,
  blockElements,
  ForgivingParser,
  type Omission,
  omissionOf,
  optionalEnds,
} from './markup-elements.ts'

/** The parser's time grows with the square of the depth; browsers stop at 512. */
const MAX_DEPTH = 20_000

/** Pieces that are handed to the parser, so that lines leave as they come. */
const PIECE_CHARACTERS = 64 * 1024

/** The text of a note's mark: 1, [1], 〔1〕, *, ①, 注1. */
const NOTE_MARK = /^[[(（〔【]?\s*(?:注?\d{1,4}|[*†‡§]{1,3}|[\u2460-\u2473])\s*[\])）〕】]?$/

export interface MarkupOptions {
  format: NovelFormat
  changes: Changes
  /** Notes that marks pointed to, by `<file>#<id>`. Shared by the files of a book, whose notes can be in a file of their own. */
  noteTargets?: Set<string>
  /** Where a link of this file points to, as `<file>#<id>`. */
  resolve?: (href: string) => string
  /** Told of each `id`, with the number of the line that it is in or before. */
  onId?: (id: string, lineNumber: number) => void
}

/** An element that is being left out, or whose text decides about it. */
interface Aside {
  depth: number
  omission: Omission
  /** What was in it, to be kept if the element never ends: then it was left open by mistake and holds the rest of the file. */
  lines: LineBuilder
  /** Where a link in it points to. */
  href: string | null
}

export class MarkupLines {
  readonly #options: MarkupOptions
  readonly #parser: ForgivingParser
  readonly #main = new LineBuilder()
  readonly #noteTargets: Set<string>
  #aside: Aside | null = null
  #depth = 0
  #preDepth = 0
  /** Of the innermost open link. */
  #href: string | null = null
  #isNoteLine = false
  #isEnding = false

  constructor(options: MarkupOptions) {
    this.#options = options
    this.#noteTargets = options.noteTargets ?? new Set()
    this.#parser = new ForgivingParser(
      {
        onopentag: (name, attributes) => this.#open(name, attributes),
        onclosetag: (name, isImplied) => this.#close(name, isImplied),
        ontext: (text) => this.#text(text),
        oncomment: () => this.#comment(),
      },
      { decodeEntities: true, recognizeSelfClosing: true, recognizeCDATA: true },
    )
  }

  /** Parses text in pieces and gives the lines that are finished with each. */
  *write(text: string): Generator<SourceLine[]> {
    for (let at = 0; at < text.length; at += PIECE_CHARACTERS) {
      this.#parser.write(text.slice(at, at + PIECE_CHARACTERS))
      yield this.#main.take()
    }
  }

  end(): SourceLine[] {
    this.#isEnding = true
    this.#parser.end()
    this.#endLine()
    return this.#main.take()
  }

  #open(name: string, attributes: Attributes): void {
    if (++this.#depth > MAX_DEPTH) {
      const detail = `elements nested more than ${MAX_DEPTH.toLocaleString('en')} deep`
      throw new CineqoError('novel_damaged', { format: this.#options.format, detail })
    }
    if (name === 'a') this.#openLink(attributes)
    if (!this.#aside) this.#openText(name, attributes)
    else if (blockElements.has(name) || name === 'br') this.#aside.lines.endLine()
  }

  #openText(name: string, attributes: Attributes): void {
    const key = attributes.id ?? (name === 'a' ? attributes.name : undefined)
    const isNote = key !== undefined && this.#noteTargets.has(this.#resolve(`#${key}`)) && !/^h[1-6]$/.test(name)
    const omission = isNote && blockElements.has(name) ? 'footnotes' : omissionOf(name, attributes)
    if (blockElements.has(name) || name === 'br') this.#endLine()
    if (omission || name === 'sup') {
      this.#aside = {
        depth: this.#depth,
        omission: omission ?? 'note_mark',
        lines: new LineBuilder(),
        href: this.#href,
      }
      return
    }
    if (name === 'hr') this.#main.rule()
    if (isNote && this.#main.isBlank) this.#isNoteLine = true
    if (key !== undefined) this.#options.onId?.(key, this.#main.lineNumber)
    if (name === 'pre') this.#preDepth++
    if (name === 'ruby') countChange(this.#options.changes, 'ruby')
    if (name === 'img') countChange(this.#options.changes, 'pictures')
    if (/^h[1-6]$/.test(name)) this.#main.headingLevel = Number(name[1])
  }

  #openLink({ href }: Attributes): void {
    this.#href = href ?? null
    if (this.#aside && href) this.#aside.href = href
  }

  #close(name: string, isImplied: boolean): void {
    const depth = this.#depth--
    if (name === 'a') this.#href = null
    if (this.#aside) {
      if (this.#aside.depth === depth) this.#closeAside(name, this.#aside, isImplied && !optionalEnds.has(name))
      return
    }
    if (blockElements.has(name)) this.#endLine()
    else if (name === 'td' || name === 'th') this.#main.add(' ')
    if (name === 'pre') this.#preDepth--
    if (/^h[1-6]$/.test(name)) this.#main.headingLevel = undefined
  }

  #closeAside(name: string, aside: Aside, isLeftOpen: boolean): void {
    this.#aside = null
    const { omission, href } = aside
    const lines = linesOf(aside.lines)
    if (lines.length === 0) {
      if (omission === 'note_mark' && name !== 'sup') this.#noteMark(href)
      return
    }
    const text = lines.join(' ').trim()
    if (name === 'script' || name === 'style') return
    if (isLeftOpen) this.#keep(lines)
    else if (omission === 'silent') return
    else if (omission !== 'note_mark') countChange(this.#options.changes, omission)
    else if (name !== 'sup' || (href?.includes('#') && NOTE_MARK.test(text))) this.#noteMark(href)
    else this.#main.add(text)
  }

  #keep(lines: readonly string[]): void {
    for (const line of lines) {
      this.#main.add(line)
      this.#endLine()
    }
  }

  #noteMark(href: string | null): void {
    if (href?.includes('#')) this.#noteTargets.add(this.#resolve(href))
    countChange(this.#options.changes, 'note_marks')
  }

  #resolve(href: string): string {
    return this.#options.resolve?.(href) ?? href
  }

  #text(text: string): void {
    if (this.#aside) this.#aside.lines.add(text)
    else if (this.#preDepth === 0) this.#main.add(text)
    else this.#preformatted(text)
  }

  #preformatted(text: string): void {
    text.split('\n').forEach((line, i) => {
      if (i > 0) this.#endLine()
      this.#main.add(line)
    })
  }

  #endLine(): void {
    if (this.#isNoteLine) {
      this.#isNoteLine = false
      if (!this.#main.isBlank) countChange(this.#options.changes, 'footnotes')
      this.#main.dropLine()
    }
    this.#main.endLine()
  }

  /** A comment that the file never ends has swallowed whatever came after it. */
  #comment(): void {
    if (!this.#isEnding) return
    throw new CineqoError('novel_damaged', { format: this.#options.format, detail: 'a comment that never ends' })
  }
}

function linesOf(builder: LineBuilder): string[] {
  builder.endLine()
  return builder.take().map((line) => line.text)
}
