/** The seam between the formats and the text work: what is read out of a file, before anything is made even. */
import type {
  encodingSources,
  NovelEncoding,
  NovelFormat,
  ReadingChangeKind,
  ReadingNote,
} from '../contracts/novel-file.ts'

/** A file as it came. Knows no disk: whoever has one opens it. */
export interface NovelFile {
  /** A name for hints and messages alone; nothing is opened by it. */
  fileName: string | null
  /** Size of the file. */
  bytes: number
  /** The bytes from the beginning, in chunks. May be called several times. */
  open(): AsyncIterable<Uint8Array>
}

/** One line of the source, without its line end, otherwise as it was. */
export interface SourceLine {
  text: string
  /** From 1: the format itself calls this line a heading of that level (`<h2>`, Heading 2, an entry of the epub's navigation). */
  headingLevel?: number
}

/** A file's text in reading order. */
export interface SourceText {
  format: NovelFormat
  encoding: NovelEncoding | null
  encodingSource: (typeof encodingSources)[number] | null
  /**
   * `paragraph`: each line is a whole paragraph, as formats with markup have them. `line`: it is a line of a text file, and whether
   * such lines are wrapped has to be found out.
   */
  unit: 'paragraph' | 'line'
  /** Read once, in order; a text file is decoded while it is read. */
  lines: AsyncIterable<readonly SourceLine[]>
  /** Counts of what was changed, complete when `lines` has been read. */
  changes: Map<ReadingChangeKind, number>
  /** Complete when `lines` has been read. */
  notes: ReadingNote[]
}
