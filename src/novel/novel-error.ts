/** Why an upload can't be used as a novel. The codes are stable; words for people belong to the error catalogue. */
export type NovelErrorCode =
  /** Nothing but white space. */
  | 'novel_empty'
  /** Not text: a known file format (`format`), or control characters. */
  | 'novel_binary'
  /** Text in none of the known encodings, or damaged text in one of them. */
  | 'novel_undecodable'
  /** More episodes were asked for than the novel has paragraphs: `paragraphs`, `episodes`. */
  | 'novel_too_few_paragraphs'

/** Met by whoever hands in a novel or asks for a division of it. Trying again does not help. */
export class NovelError extends Error {
  override readonly name = 'NovelError'
  readonly code: NovelErrorCode
  readonly params: Readonly<Record<string, string | number>>

  constructor(code: NovelErrorCode, params: Record<string, string | number> = {}) {
    const detail = Object.entries(params).map(([key, value]) => `${key}=${value}`)
    super(detail.length > 0 ? `${code} (${detail.join(', ')})` : code)
    this.code = code
    this.params = params
  }
}
