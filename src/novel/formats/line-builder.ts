/** Collects the text between two breaks of a markup format as one line. */
import { rejectLongLine } from '../lines.ts'
import type { SourceLine } from '../source-text.ts'

/** White space between two of these, with a line end in it, is there for the editor of the file and not for the reader. */
const IDEOGRAPH = /[\u3000-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF]/

/** How a rule between paragraphs is written in plain text. */
const SCENE_BREAK = '* * *'

export class LineBuilder {
  /** The level of the heading that is being collected. */
  headingLevel: number | undefined
  #parts: string[] = []
  #characters = 0
  #isBlank = true
  #lines: SourceLine[] = []
  #taken = 0
  #last: SourceLine | undefined
  #hasRule = false

  /** Whether the open line has nothing but white space yet. */
  get isBlank(): boolean {
    return this.#isBlank
  }

  /** The number that the open line will have, counted from 0 over the whole text. */
  get lineNumber(): number {
    return this.#taken + this.#lines.length
  }

  /** @throws CineqoError `novel_too_long` when one line alone is longer than any novel */
  add(text: string): void {
    this.#characters += text.length
    rejectLongLine(this.#characters)
    this.#parts.push(text)
    if (this.#isBlank) this.#isBlank = text.trim() === ''
  }

  endLine(): void {
    if (!this.#isBlank) {
      const text = collapseLineEnds(this.#parts.join(''))
      if (this.headingLevel === undefined) {
        if (this.#hasRule) this.#lines.push({ text: SCENE_BREAK })
        this.#last = { text }
      } else {
        this.#last = { text, headingLevel: this.headingLevel }
      }
      this.#lines.push(this.#last)
      this.#hasRule = false
    }
    this.dropLine()
  }

  /** A rule across the page: a scene break if it comes between two paragraphs, else decoration. */
  rule(): void {
    this.endLine()
    this.#hasRule = this.#last !== undefined && this.#last.headingLevel === undefined
  }

  /** Forgets the open line. */
  dropLine(): void {
    this.#parts = []
    this.#characters = 0
    this.#isBlank = true
  }

  /** The lines that were finished since the last call. */
  take(): SourceLine[] {
    const lines = this.#lines
    this.#taken += lines.length
    this.#lines = []
    return lines
  }
}

/** Line ends in markup are white space: a space between words, nothing between ideographs. */
function collapseLineEnds(text: string): string {
  if (!/[\r\n]/.test(text)) return text
  return text.trim().replace(/[ \t]*[\r\n][ \t\r\n]*/g, (space: string, at: number, whole: string) => {
    const isTight = IDEOGRAPH.test(whole.charAt(at - 1)) && IDEOGRAPH.test(whole.charAt(at + space.length))
    return isTight ? '' : ' '
  })
}
