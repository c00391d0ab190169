/**
 * WordprocessingML -> lines, while it is parsed: one for each paragraph, or piece of one between line breaks. Table cells are
 * paragraphs like others. Text boxes follow the paragraph that they are anchored in.
 */
import { Parser } from 'htmlparser2'
import { CineqoError } from '../../contracts/errors.ts'
import type { SourceLine } from '../source-text.ts'
import { type Changes, countChange } from './changes.ts'
import { LineBuilder } from './line-builder.ts'

/** Tables in tables in text boxes reach some dozens; the parser's time grows with the square of the depth. */
const MAX_DEPTH = 2_000

/**
 * Left out with all that is in them: deleted text of tracked changes and the old place of moved text, codes of fields, readings of
 * ruby, and the second form of what older programs can't show.
 */
const OMITTED = new Set(['w:del', 'w:moveFrom', 'w:instrText', 'w:delInstrText', 'w:rt', 'mc:Fallback'])

interface OpenParagraph {
  lines: LineBuilder
  /** Text boxes that were anchored in it. */
  after: SourceLine[]
}

export class DocxLines {
  readonly #parser: Parser
  readonly #headingLevels: ReadonlyMap<string, number>
  readonly #changes: Changes
  /** The innermost open paragraph last: a text box has paragraphs of its own within one. */
  #paragraphs: OpenParagraph[] = []
  #finished: SourceLine[] = []
  #depth = 0
  #omittedFrom = 0
  #isText = false
  #isHidden = false
  /** A run itself, not its properties alone: the mark of a paragraph has properties of a run, too. */
  #isRun = false

  /** @param headingLevels of paragraph styles, by their ids */
  constructor(headingLevels: ReadonlyMap<string, number>, changes: Changes) {
    this.#headingLevels = headingLevels
    this.#changes = changes
    this.#parser = new Parser(
      {
        onopentag: (name, attributes) => this.#open(name, attributes),
        onclosetag: (name) => this.#close(name),
        ontext: (text) => {
          if (this.#isText && !this.#isHidden) this.#paragraphs.at(-1)?.lines.add(text)
        },
      },
      { xmlMode: true },
    )
  }

  write(xml: string): SourceLine[] {
    this.#parser.write(xml)
    return this.#take()
  }

  /** @throws CineqoError `novel_damaged` when the document was cut off */
  end(): SourceLine[] {
    const isCutOff = this.#depth > 0
    this.#parser.end()
    if (isCutOff) throw new CineqoError('novel_damaged', { format: 'docx', detail: 'the text ends within an element' })
    return this.#take()
  }

  #open(name: string, attributes: Record<string, string>): void {
    if (++this.#depth > MAX_DEPTH) {
      const detail = `elements nested more than ${MAX_DEPTH.toLocaleString('en')} deep`
      throw new CineqoError('novel_damaged', { format: 'docx', detail })
    }
    if (this.#omittedFrom > 0) return
    if (OMITTED.has(name)) {
      this.#omittedFrom = this.#depth
      if (name === 'w:del') countChange(this.#changes, 'deleted_text')
      return
    }
    const lines = this.#paragraphs.at(-1)?.lines
    switch (name) {
      case 'w:p':
        this.#paragraphs.push({ lines: new LineBuilder(), after: [] })
        break
      case 'w:pStyle':
        if (lines) lines.headingLevel = this.#headingLevels.get(attributes['w:val'] ?? '')
        break
      case 'w:outlineLvl':
        if (lines) lines.headingLevel = outlineLevel(attributes['w:val']) ?? lines.headingLevel
        break
      case 'w:r':
        this.#isRun = true
        this.#isHidden = false
        break
      case 'w:vanish':
        this.#hide(attributes['w:val'])
        break
      case 'w:t':
      case 'm:t':
        this.#isText = true
        break
      case 'w:tab':
      case 'w:ptab':
        // The same name stands for a tab stop among the properties of a paragraph.
        if (!('w:val' in attributes)) lines?.add('\t')
        break
      case 'w:br':
      case 'w:cr':
        lines?.endLine()
        break
      case 'w:noBreakHyphen':
        lines?.add('\u2011')
        break
      case 'w:sym':
        lines?.add(symbol(attributes['w:char']))
        break
      case 'w:ruby':
        countChange(this.#changes, 'ruby')
        break
      case 'w:footnoteReference':
      case 'w:endnoteReference':
        countChange(this.#changes, 'footnotes')
        break
      case 'w:drawing':
      case 'w:pict':
        countChange(this.#changes, 'pictures')
    }
  }

  #close(name: string): void {
    const depth = this.#depth--
    if (this.#omittedFrom > 0) {
      if (this.#omittedFrom === depth) this.#omittedFrom = 0
      return
    }
    if (name === 'w:t' || name === 'm:t') this.#isText = false
    else if (name === 'w:r') this.#isRun = false
    else if (name === 'w:p') this.#closeParagraph()
  }

  #hide(value: string | undefined): void {
    if (!this.#isRun || ['0', 'false', 'off'].includes(value ?? '')) return
    this.#isHidden = true
    countChange(this.#changes, 'hidden_text')
  }

  #closeParagraph(): void {
    const paragraph = this.#paragraphs.pop()
    if (!paragraph) return
    paragraph.lines.endLine()
    const outer = this.#paragraphs.at(-1)
    const target = outer ? outer.after : this.#finished
    target.push(...paragraph.lines.take(), ...paragraph.after)
  }

  #take(): SourceLine[] {
    const lines = this.#finished
    this.#finished = []
    return lines
  }
}

/** `w:outlineLvl` counts from 0; 9 is body text. */
export function outlineLevel(value: string | undefined): number | undefined {
  return value !== undefined && /^[0-8]$/.test(value) ? Number(value) + 1 : undefined
}

/** A character of a symbol font; its private codes mean nothing without the font. */
function symbol(code: string | undefined): string {
  const point = Number.parseInt(code ?? '', 16)
  return point >= 0x20 && point < 0xd800 ? String.fromCharCode(point) : ''
}
