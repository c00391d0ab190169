/** Shows a running job on stderr: redrawn in place on a terminal, a line for each notable change elsewhere. */
import type { Job } from '../contracts/job.ts'
import type { Language } from '../contracts/text.ts'
import { drawRows, type ProgressRow, progressRows, writeRow } from './progress-rows.ts'
import type { Terminal } from './terminal.ts'

export interface ProgressView {
  show(job: Job, parts: readonly Job[]): void
  /** A remark, above what is drawn in place. */
  note(text: string): void
  /** Draws the last state and leaves it standing. */
  close(): void
}

const redrawMs = 100
const clockMs = 1000
/** In a log, a row is written again when it has come this much further, in percent. */
const notableStep = 20

export function createProgressView(terminal: Terminal, language: Language): ProgressView {
  return terminal.interactive ? drawnView(terminal, language) : writtenView(terminal, language)
}

function drawnView(terminal: Terminal, language: Language): ProgressView {
  const startedAt = Date.now()
  let rows: ProgressRow[] = []
  let drawnLines = 0
  let due: NodeJS.Timeout | undefined

  function draw(): void {
    due = undefined
    const lines =
      rows.length === 0 ? [] : drawRows(rows, { columns: terminal.columns(), elapsedMs: Date.now() - startedAt })
    terminal.draw(erase() + lines.map((line) => `${line}\n`).join(''))
    drawnLines = lines.length
  }
  /** Back to the first drawn line, and everything from there on cleared. */
  function erase(): string {
    return drawnLines > 0 ? `\u001b[${drawnLines}F\u001b[J` : ''
  }
  const clock = setInterval(draw, clockMs)

  return {
    show(job, parts) {
      rows = progressRows(job, parts, language)
      due ??= setTimeout(draw, redrawMs)
    },
    note(text) {
      terminal.draw(erase())
      drawnLines = 0
      terminal.note(text)
      draw()
    },
    close() {
      clearInterval(clock)
      clearTimeout(due)
      draw()
    },
  }
}

function writtenView(terminal: Terminal, language: Language): ProgressView {
  const written = new Map<string, string>()
  return {
    show(job, parts) {
      for (const row of progressRows(job, parts, language)) {
        const withoutNumbers = `${row.count} ${row.remark}`.replace(/[\d/:]+/g, '')
        const notable = `${Math.floor(row.percent / notableStep)} ${withoutNumbers}`
        if (written.get(row.key) === notable) continue
        written.set(row.key, notable)
        terminal.note(writeRow(row))
      }
    },
    note: (text) => terminal.note(text),
    close() {},
  }
}
