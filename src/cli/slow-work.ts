/** Tells on stderr how far work in this process is, once it has taken long enough for a person to wonder. */
import type { Terminal } from './terminal.ts'

const patienceMs = 1000
const redrawMs = 100
/** In a log, a line this often is enough. */
const logMs = 10_000

export interface SlowWork {
  /** What is being done now. Cheap: may be called often. */
  say(text: string): void
  /** Leaves no trace on a terminal. */
  end(): void
}

export function watchSlowWork(terminal: Terminal): SlowWork {
  let dueAt = Date.now() + patienceMs
  let drawn = false
  return {
    say(text) {
      if (Date.now() < dueAt) return
      dueAt = Date.now() + (terminal.interactive ? redrawMs : logMs)
      if (terminal.interactive) terminal.draw(`\r\u001b[2K${text}`)
      else terminal.note(text)
      drawn = true
    },
    end() {
      if (drawn && terminal.interactive) terminal.draw('\r\u001b[2K')
    },
  }
}
