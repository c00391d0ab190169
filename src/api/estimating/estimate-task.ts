/** What the API and an estimating process say to each other. Plain data: it crosses a process boundary. */
import type { StoredError } from '../../contracts/errors.ts'
import type { Estimate, StatedPrice } from '../../contracts/money.ts'
import type { Chapter } from '../../contracts/text.ts'
import type { ModelToCount } from '../../estimate/analyst-that-counts.ts'
import type { JobToEstimate } from '../../estimate/estimate-job.ts'

export interface EstimateTask extends Pick<JobToEstimate, 'split' | 'cast' | 'pictures' | 'painter'> {
  /** Null for a job that does not read it. */
  novel: {
    /** As it is stored. */
    text: string
    sha256: string
    /** Numbers of marked lines, which nobody is shown. */
    passedOver: number[]
    chapters: Chapter[]
    style: string
    drawn: string[]
  } | null
  /** Whose calls are counted; null where they are free. */
  analyst: ModelToCount | null
  /** By model; null where it is not known. */
  prices: Record<string, StatedPrice | null>
}

export type EstimateOutcome =
  | { kind: 'ready' }
  | { kind: 'estimated'; estimate: Estimate }
  | { kind: 'refused'; error: StoredError }
  /** Something that is no word of the registry: a mistake of ours. */
  | { kind: 'broken'; stack: string }
