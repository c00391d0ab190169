import { appendFileSync, renameSync, statSync } from 'node:fs'

const largestLogBytes = 5_000_000
const keptTailCharacters = 4_000

/** A log file that keeps at most two files of 5 MB (`name.log`, `name.log.1`) and remembers its end for messages. */
export class BoundedLog {
  readonly path: string
  private sizeBytes: number
  private tail = ''

  constructor(path: string) {
    this.path = path
    this.sizeBytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  }

  write(text: string): void {
    this.tail = (this.tail + text).slice(-keptTailCharacters)
    try {
      if (this.sizeBytes > largestLogBytes) {
        renameSync(this.path, `${this.path}.1`)
        this.sizeBytes = 0
      }
      appendFileSync(this.path, text, { mode: 0o600 })
      this.sizeBytes += Buffer.byteLength(text)
    } catch {
      // A full disk or a deleted folder must not take the servers down; the end of the log is still in memory.
    }
  }

  line(text: string): void {
    this.write(`${new Date().toISOString()} ${text}\n`)
  }

  /** The last lines that were written, for an error message. */
  lastLines(count: number): string {
    return this.tail.trimEnd().split('\n').slice(-count).join('\n')
  }

  /** Forgets the remembered end, so that the next error message speaks of the next start only. */
  forgetTail(): void {
    this.tail = ''
  }
}
