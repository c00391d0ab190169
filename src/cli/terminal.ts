/** What is printed and where: results on stdout, everything else on stderr. */
import type { Writable } from 'node:stream'

/** The width of a terminal that does not say how wide it is. */
const defaultColumns = 80

/** Letters that take two columns on a terminal: Chinese, Japanese, Korean, full-width forms, emoji. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}|[\u{20000}-\u{3fffd}]/u
const combining = /\p{M}/u

/** `text` without what a terminal would obey: names and titles come out of novels, and novels from anywhere. Line breaks become blanks. */
export function printable(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
}

/** Columns that `text` takes on a terminal. */
export function widthOf(text: string): number {
  let width = 0
  for (const letter of text) width += wide.test(letter) ? 2 : combining.test(letter) ? 0 : 1
  return width
}

/** The beginning of `text` that fits into `columns`, with an ellipsis where something is missing. */
export function truncate(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text
  let kept = ''
  let width = 0
  for (const letter of text) {
    width += widthOf(letter)
    if (width > columns - 1) break
    kept += letter
  }
  return `${kept}…`
}

/** `text` filled up with blanks to `columns`. */
export function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - widthOf(text)))
}

export interface Terminal {
  /** A result. Resolves when it has left the process, so that a pipe gets all of it before the process ends. */
  result(text: string): Promise<void>
  /** A remark: one line on stderr. */
  note(text: string): void
  /** Raw text on stderr, for progress that is drawn in place. */
  draw(text: string): void
  /** Whether a person sees stderr, and progress can be drawn in place. */
  interactive: boolean
  /** Whether a person is at both ends and can press Ctrl-C. */
  attended: boolean
  columns(): number
}

export function processTerminal(): Terminal {
  const { stdin, stdout, stderr } = process
  // A reader that closes its end early (`| head`) has seen what it wanted.
  for (const stream of [stdout, stderr]) stream.on('error', () => {})
  return {
    result: (text) => written(stdout, text),
    note: (text) => void stderr.write(`${text}\n`),
    draw: (text) => void stderr.write(text),
    interactive: stderr.isTTY === true,
    attended: stdin.isTTY === true && stdout.isTTY === true,
    columns: () => stderr.columns || defaultColumns,
  }
}

function written(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve) => {
    stream.write(text.endsWith('\n') ? text : `${text}\n`, () => resolve())
  })
}
