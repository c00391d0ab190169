/** The number of episodes as a person typed it. Pure. */
import { maximumEpisodes } from '../../../src/contracts/job-inputs.ts'
import type { SplitMode } from '../../../src/contracts/text.ts'

/** A number; null for "no limit", which mode `count` does not have; or `invalid`. Full-width digits are digits. */
export function episodeLimit(typed: string, mode: SplitMode): number | null | 'invalid' {
  const text = typed.normalize('NFKC').trim()
  if (text === '') return mode === 'count' ? 'invalid' : null
  if (!/^\d{1,5}$/.test(text)) return 'invalid'
  const number = Number(text)
  return number >= 1 && number <= maximumEpisodes ? number : 'invalid'
}
