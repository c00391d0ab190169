/** Number and length of episodes as a person typed them. Pure. */
import { charactersPerEpisode } from '../../../src/contracts/episode-length.ts'
import { episodeMinutes, maximumEpisodes } from '../../../src/contracts/job-inputs.ts'
import type { Language, SplitMode } from '../../../src/contracts/text.ts'

/** A number; null for "no limit", which mode `count` does not have; or `invalid`. Full-width digits are digits. */
export function episodeLimit(typed: string, mode: SplitMode): number | null | 'invalid' {
  const text = typed.normalize('NFKC').trim()
  if (text === '') return mode === 'count' ? 'invalid' : null
  if (!/^\d{1,5}$/.test(text)) return 'invalid'
  const number = Number(text)
  return number >= 1 && number <= maximumEpisodes ? number : 'invalid'
}

/** Minutes of an episode, with a point or a comma; `invalid` outside of the bounds, or when it is no number. */
export function minutesPerEpisode(typed: string): number | 'invalid' {
  const text = typed.normalize('NFKC').replace(',', '.').trim()
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(text)) return 'invalid'
  const minutes = Number(text)
  return minutes >= episodeMinutes.minimum && minutes <= episodeMinutes.maximum ? minutes : 'invalid'
}

/** About how many episodes a novel becomes in mode `auto`. The division looks for good places, so it ends near this and not at it. */
export function estimatedEpisodes(
  novel: { language: Language; characters: number },
  minutes: number,
  limit: number | null,
): number {
  const episodes = Math.max(1, Math.round(novel.characters / charactersPerEpisode(novel.language, minutes)))
  return Math.min(episodes, limit ?? maximumEpisodes)
}
