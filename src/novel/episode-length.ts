/** How long an episode may be, in characters of the novel. */
import { charactersPerEpisode } from '../contracts/episode-length.ts'
import { episodeMinutes } from '../contracts/job-inputs.ts'
import type { Language } from '../contracts/text.ts'

/** An episode may be this much shorter or longer than intended, as shares of the intended length. */
const LEAST = 0.45
const MOST = 1.4

export interface EpisodeLength {
  least: number
  ideal: number
  most: number
}

/** The lengths, in characters of the novel, of an episode that plays so many minutes. */
export function episodeLength(language: Language, minutesPerEpisode: number = episodeMinutes.usual): EpisodeLength {
  const ideal = charactersPerEpisode(language, minutesPerEpisode)
  return { least: ideal * LEAST, ideal, most: ideal * MOST }
}
