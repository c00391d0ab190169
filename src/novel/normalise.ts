/**
 * What a normalised line is: Unicode NFC; no control, zero-width or direction characters; every run of white space (also the
 * full-width space) one space; none at the ends. Only white space and invisible characters are ever lost.
 */

/** Line ends of every system, form feeds and the two Unicode separators. */
const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/

/** Soft hyphen, zero-width characters, byte order marks, direction marks. The joiners U+200C and U+200D carry meaning and stay. */
const INVISIBLE = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed.
const CONTROL = /[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F]/g

export interface Line {
  /** Normalised; empty for a blank line. */
  text: string
  /** White space before the text, in columns: a tab counts 4, a full-width space 2. */
  indent: number
}

/** Splits raw text into normalised lines, blank ones included. */
export function normaliseLines(raw: string): Line[] {
  return raw.split(LINE_END).map((line) => {
    const visible = line.replace(INVISIBLE, '').replace(CONTROL, '')
    const text = normaliseLine(visible)
    return { text, indent: text === '' ? 0 : indentOf(visible) }
  })
}

/** Normalises one line. Applying it twice changes nothing. */
export function normaliseLine(line: string): string {
  return line.normalize('NFC').replace(/\s+/gu, ' ').trim()
}

function indentOf(line: string): number {
  let columns = 0
  for (const character of line) {
    if (!/\s/u.test(character)) break
    columns += character === '\t' ? 4 : character === '\u3000' ? 2 : 1
  }
  return columns
}
