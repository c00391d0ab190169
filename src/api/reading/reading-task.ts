/** What the API and a reading process say to each other. Plain data: it crosses a process boundary. */
import type { StoredError } from '../../contracts/errors.ts'
import type { Advertisement, NovelEncoding, ReadingReport } from '../../contracts/novel-file.ts'
import type { Chapter, Language } from '../../contracts/text.ts'
import type { RequestIssue } from '../requests.ts'

/** A file to be read. Paths are absolute, of a temporary folder. */
export interface ReadingTask {
  /** The novel as it came. With `json`, that file is written by the reading. */
  originalPath: string
  /** A JSON body that holds the novel as a string. */
  json: { path: string; maxBytes: number } | null
  /** Where the normalised text is written. */
  textPath: string
  /** Null: what the JSON says. */
  fileName: string | null
  /** Stands for the name where there is none. */
  formatHint: string | null
  encoding: NovelEncoding | undefined
}

/** A novel that was read. Its text is in the file `textPath`. */
export interface NovelSummary {
  /** Of the normalised text. */
  sha256: string
  /** Set where the original was written by the reading. */
  originalSha256: string | null
  fileName: string | null
  language: Language
  characters: number
  paragraphs: number
  chapters: Chapter[]
  advertisements: Advertisement[]
  report: ReadingReport
}

/** With the memory that the process has resident after it. */
export type ReadingAnswer = { residentBytes: number } & ReadingOutcome

export type ReadingOutcome =
  | { kind: 'ready' }
  | { kind: 'read'; novel: NovelSummary }
  | { kind: 'refused'; error: StoredError; issues: RequestIssue[] | null }
  /** Something that is no word of the registry: a mistake of ours. */
  | { kind: 'broken'; stack: string }
