/** How the file of a novel was read, for a person to see while the job already runs. */
import type { Novel } from '../contracts/entities.ts'
import { readingChangeText, readingNoteText } from '../contracts/novel-file.ts'
import type { Cli } from './cli.ts'
import { encodingSourceNames, formatNames } from './sentences-novel.ts'
import { printable } from './terminal.ts'

const mostNotes = 10

/** Lines of what the file was taken for, what was changed in it, and what should be looked at. */
export function readingText({ report, advertisements }: Novel, { say, language }: Cli): string[] {
  if (!report) return []
  const { format, encoding, encodingSource, changes, notes } = report
  const source = encodingSource ? encodingSourceNames[encodingSource][language] : ''
  const kind = [formatNames[format][language], ...(encoding ? [say('encoding_is', { encoding, source })] : [])]
  const lines = [
    kind.join(', '),
    ...changes.map((change) => readingChangeText(change, language)),
    ...(advertisements > 0 ? [say('marked_lines', { count: advertisements.toLocaleString(language) })] : []),
    ...notes.slice(0, mostNotes).map((note) => readingNoteText(note, language)),
    ...(notes.length > mostNotes ? [say('more', { count: notes.length - mostNotes })] : []),
  ]
  return lines.map((line) => `  ${printable(line)}`)
}
