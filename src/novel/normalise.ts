/**
 * What a normalised line is: Unicode NFC; no control, zero-width or direction characters; every run of white space (also the
 * full-width space) one space; none at the ends. Only white space and invisible characters are ever lost, and all of it is counted.
 */
import { countOf } from './count-of.ts'
import { type Changes, countChange } from './formats/changes.ts'

/** Soft hyphen, zero-width characters, byte order marks, direction marks. The joiners U+200C and U+200D carry meaning and stay. */
const INVISIBLE = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]+/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed.
const CONTROL = /[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F]+/g
/** Half of a surrogate pair, which is no character and which no encoding can store. */
const HALF_CHARACTER = /\p{Surrogate}/gu
/** U+0085 is the line end of some old systems, and white space to Unicode, but not to `\s`. */
const OTHER_THAN_ONE_SPACE = /(?: [\s\u0085]|[^\S ]|\u0085)[\s\u0085]*/g

// Most lines of most books need nothing: these say so in one pass each, without making anything.
const HAS_UNSEEN = new RegExp(`${INVISIBLE.source}|${CONTROL.source}`)
const NEEDS_SPACING = /^\s|\s$|\s\s|[^\S ]|\u0085/
/** White space besides the full-width space and single plain spaces within the line. */
const EXTRA_SPACES = /^[^\S\u3000]|[^\S\u3000]$|[^\S\u3000]{2}|[^\S\u3000 ]|\u0085/

/** White space that is wider says no more. */
const MAX_INDENT = 40

export interface NormalLine {
  /** Empty for a blank line. */
  text: string
  /** White space before the text, in columns: a tab counts 4, a full-width space 2. */
  indent: number
}

/** Normalises one line and counts what that changed. Doing it twice changes nothing. */
export function normaliseLine(line: string, changes: Changes): NormalLine {
  const whole = line.replace(HALF_CHARACTER, '\uFFFD')
  if (whole !== line) countChange(changes, 'undecodable_bytes', line.match(HALF_CHARACTER)?.length ?? 0)
  const seen = HAS_UNSEEN.test(whole) ? withoutUnseen(whole, changes) : whole
  const composed = seen.normalize('NFC')
  if (composed !== seen) countChange(changes, 'composed_characters', 1)
  if (!NEEDS_SPACING.test(composed)) return { text: composed, indent: 0 }
  countChange(changes, 'full_width_spaces', countOf(composed, '\u3000'))
  const text = composed.replace(OTHER_THAN_ONE_SPACE, ' ').trim()
  if (text !== '' && EXTRA_SPACES.test(composed)) countChange(changes, 'extra_spaces', 1)
  return { text, indent: text === '' ? 0 : indentOf(composed) }
}

function withoutUnseen(line: string, changes: Changes): string {
  const visible = line.replace(INVISIBLE, '')
  const text = visible.replace(CONTROL, '')
  countChange(changes, 'invisible_characters', line.length - visible.length)
  countChange(changes, 'control_characters', visible.length - text.length)
  return text
}

function indentOf(line: string): number {
  const space = /^\s*/.exec(line)?.[0] ?? ''
  let columns = 0
  for (const character of space.slice(0, MAX_INDENT)) columns += character === '\t' ? 4 : character === '\u3000' ? 2 : 1
  return columns
}
