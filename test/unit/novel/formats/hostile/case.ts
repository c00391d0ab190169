import type { ErrorCode } from '../../../../../src/contracts/errors.ts'
import type { ReadingChangeKind, ReadingNoteCode } from '../../../../../src/contracts/novel-file.ts'

/** A file that somebody may send by mistake or on purpose, and what has to come of it. */
export interface HostileCase {
  what: string
  fileName: string
  bytes: () => Uint8Array | Promise<Uint8Array>
  outcome:
    | { error: ErrorCode; params?: Record<string, string | number> }
    /** Paragraphs that have to be there, in this order, and what the report has to say. */
    | { paragraphs: readonly string[]; changes?: ReadingChangeKind[]; notes?: ReadingNoteCode[] }
}
