/** A text that comes in pieces -> its lines, in batches. */
import { CineqoError } from '../contracts/errors.ts'
import { type Changes, countChange } from './formats/changes.ts'

/** Line ends of every system, form feeds and the two Unicode separators. */
const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/
const OTHER_LINE_END = /\r\n|[\r\v\f\u0085\u2028\u2029]/g

/** Five times the longest novel; well under the 536,870,888 UTF-16 units that a string of V8 can have. */
const MAX_LINE_CHARACTERS = 100_000_000

/** @throws CineqoError `novel_too_long` when one line alone is longer than any novel */
export function rejectLongLine(characters: number): void {
  if (characters > MAX_LINE_CHARACTERS) {
    throw new CineqoError('novel_too_long', { limit: MAX_LINE_CHARACTERS.toLocaleString('en') })
  }
}

/** Splits a whole text at every kind of line end. */
export function splitLines(text: string): string[] {
  return text.split(LINE_END)
}

/**
 * Splits at every kind of line end, and counts those that are no plain newline as `unified_line_ends`. As `split` does, it gives one line
 * more than there are line ends.
 * @throws CineqoError `novel_too_long` while it is read
 */
export async function* linesOf(pieces: AsyncIterable<string>, changes: Changes): AsyncIterable<string[]> {
  /** The beginning of a line that goes on in the next piece. Joined only when the line ends: a line may have many pieces. */
  let open: string[] = []
  let openCharacters = 0
  let heldBack = ''
  let unified = 0
  for await (const piece of pieces) {
    const text = heldBack + piece
    // A carriage return may be half of a line end.
    heldBack = text.endsWith('\r') ? '\r' : ''
    const complete = heldBack === '' ? text : text.slice(0, -1)
    unified += complete.match(OTHER_LINE_END)?.length ?? 0
    const lines = complete.split(LINE_END)
    if (lines.length === 1) {
      open.push(complete)
      openCharacters += complete.length
      rejectLongLine(openCharacters)
      continue
    }
    lines[0] = open.join('') + lines[0]
    open = [lines.pop() ?? '']
    openCharacters = 0
    yield lines
  }
  if (heldBack !== '') unified++
  countChange(changes, 'unified_line_ends', unified)
  yield heldBack === '' ? [open.join('')] : [open.join(''), '']
}
