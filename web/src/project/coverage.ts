/** Whether the episodes cover the novel: every paragraph in exactly one of them. Pure. */
import type { ParagraphRange } from '../../../src/contracts/text.ts'

export interface Coverage {
  complete: boolean
  /** Paragraphs in no range. */
  gaps: ParagraphRange[]
  missing: number
  /** Paragraphs in more than one range. */
  repeated: number
}

/** Sweeps over the ranges in the order of their starts. Ranges are half open; what lies beyond the novel counts as nothing. */
export function coverageOf(ranges: readonly ParagraphRange[], paragraphs: number): Coverage {
  const gaps: ParagraphRange[] = []
  let missing = 0
  let repeated = 0
  let end = 0
  const gap = (from: number, to: number) => {
    if (from >= to) return
    gaps.push({ startParagraph: from, endParagraph: to })
    missing += to - from
  }
  for (const range of [...ranges].sort((a, b) => a.startParagraph - b.startParagraph)) {
    gap(end, Math.min(range.startParagraph, paragraphs))
    repeated += Math.max(0, Math.min(end, range.endParagraph) - range.startParagraph)
    end = Math.max(end, range.endParagraph)
  }
  gap(end, paragraphs)
  return { complete: missing === 0 && repeated === 0, gaps, missing, repeated }
}
