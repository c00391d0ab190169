/**
 * Markdown -> lines, line by line. Whether the lines of a paragraph are wrapped is found out as for plain text, because many novels in
 * Markdown have a paragraph on each line; so blank lines stay.
 */
import { parseHeading } from '../headings.ts'
import type { SourceLine } from '../source-text.ts'
import { type Changes, countChange } from './changes.ts'
import { inlineText } from './markdown-inline.ts'

const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/
/** Without the space that Markdown asks for: only where the words themselves are a heading. */
const TIGHT_HEADING = /^(#{1,6})([^#\s].*)$/
const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*$/
const SCENE_BREAK = /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/
/** Begins or ends a division of Pandoc. */
const DIVISION = /^:{3,}\s*(?:\{[^}]*\}|[\w-]+)?\s*$/
const FENCE = /^ {0,3}(`{3,}|~{3,})/
const NOTE = /^ {0,3}\[\^[^\]\s]{1,100}\]:/
/** Where links lead that name it. In chats of novels, [Name]: is who speaks, so it has to be an address. */
const ADDRESS = /^ {0,3}\[[^\]^][^\]]{0,200}\]:[ \t]*<?(?:https?:\/\/|mailto:|\.{0,2}\/|#)\S+/i
const QUOTE_OR_BULLET = /^ {0,3}(?:(?:>[ \t]?)+|[-*+][ \t]+)/
/** A line under `---` that is a sentence has a scene break under it and is no title. */
const SENTENCE_END = /[.!?,;。！？，；…”"』」]\s*$/

/** No title is longer. */
const MAX_TITLE = 200
/** No block of metadata has more lines. */
const MAX_METADATA_LINES = 200
/** Lines of a paragraph that are looked at together, so that emphasis can go on in the next line. */
const MAX_PARAGRAPH = 50

export class MarkdownLines {
  readonly #changes: Changes
  #lines: SourceLine[] = []
  /** The lines of the open paragraph. */
  #paragraph: string[] = []
  /** Lines that may be metadata, until it shows. Null when it has shown. */
  #metadata: string[] | null = []
  #fence: string | null = null
  #isNote = false

  constructor(changes: Changes) {
    this.#changes = changes
  }

  write(lines: readonly string[]): SourceLine[] {
    for (const line of lines) {
      if (this.#metadata) this.#readMetadata(line, this.#metadata)
      else this.#read(line)
    }
    return this.#take()
  }

  end(): SourceLine[] {
    const held = this.#metadata ?? []
    this.#metadata = null
    for (const line of held) this.#read(line)
    this.#endParagraph()
    return this.#take()
  }

  /** Metadata stands at the very beginning, between two lines `---` (YAML) or `+++` (TOML). */
  #readMetadata(line: string, held: string[]): void {
    const fence = held[0]?.trimEnd() ?? line.trimEnd()
    held.push(line)
    const isMetadata = fence === '---' || fence === '+++'
    if (isMetadata && held.length > 1 && (line.trimEnd() === fence || (fence === '---' && line.trimEnd() === '...'))) {
      this.#metadata = null
      countChange(this.#changes, 'metadata', held.length)
    } else if (!isMetadata || held.length > MAX_METADATA_LINES) {
      this.#metadata = null
      for (const heldLine of held) this.#read(heldLine)
    }
  }

  #read(line: string): void {
    const heading = HEADING.exec(line) ?? tightHeading(line)
    if (this.#fence !== null) {
      this.#readCode(line, this.#fence)
    } else if (line.trim() === '') {
      this.#endParagraph()
      this.#lines.push({ text: '' })
    } else if (this.#isNote && /^(?: {2,}|\t)\S/.test(line)) {
      // The note goes on.
    } else if (NOTE.test(line) || ADDRESS.test(line)) {
      this.#readDefinition(line)
    } else if (heading) {
      this.#heading(heading[2] ?? '', heading[1]?.length ?? 1)
    } else if (!this.#readUnderline(line)) {
      this.#readText(line)
    }
  }

  #readText(line: string): void {
    this.#isNote = false
    const fence = FENCE.exec(line)?.[1]
    if (fence !== undefined) {
      this.#endParagraph()
      this.#fence = fence
      countChange(this.#changes, 'markup')
    } else if (DIVISION.test(line)) {
      this.#endParagraph()
      countChange(this.#changes, 'markup')
    } else if (SCENE_BREAK.test(line)) {
      this.#endParagraph()
      this.#lines.push({ text: line })
    } else {
      const bare = line.replace(QUOTE_OR_BULLET, '')
      if (bare !== line) countChange(this.#changes, 'markup')
      this.#paragraph.push(bare)
      if (this.#paragraph.length >= MAX_PARAGRAPH) this.#endParagraph()
    }
  }

  #readCode(line: string, fence: string): void {
    const isEnd = line.trim().startsWith(fence) && line.trim().replaceAll(fence.charAt(0), '') === ''
    if (isEnd) this.#fence = null
    else this.#lines.push({ text: line })
  }

  #readDefinition(line: string): void {
    this.#endParagraph()
    this.#isNote = NOTE.test(line)
    countChange(this.#changes, this.#isNote ? 'footnotes' : 'metadata')
  }

  #readUnderline(line: string): boolean {
    const underline = UNDERLINE.exec(line)?.[1]
    const [title] = this.#paragraph
    if (underline === undefined || title === undefined || this.#paragraph.length > 1) return false
    if (title.length > MAX_TITLE || (underline.startsWith('-') && SENTENCE_END.test(title))) return false
    this.#paragraph = []
    this.#heading(title, underline.startsWith('=') ? 1 : 2)
    return true
  }

  #heading(title: string, headingLevel: number): void {
    this.#endParagraph()
    countChange(this.#changes, 'markup')
    this.#lines.push({ text: inlineText(title, this.#changes), headingLevel })
  }

  #endParagraph(): void {
    const text = inlineText(this.#paragraph.join('\n'), this.#changes)
    if (this.#paragraph.length > 0) this.#lines.push(...text.split('\n').map((line) => ({ text: line })))
    this.#paragraph = []
  }

  #take(): SourceLine[] {
    const lines = this.#lines
    this.#lines = []
    return lines
  }
}

function tightHeading(line: string): RegExpExecArray | null {
  const match = TIGHT_HEADING.exec(line)
  return match && parseHeading(match[2] ?? '') ? match : null
}
