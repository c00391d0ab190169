/** How much of a novel an episode adapts: from the minutes it plays. */
import type { Language } from '../contracts/text.ts'

/** Minutes of an episode where the job says nothing; short dramas of phones play one to three. */
export const DEFAULT_MINUTES_PER_EPISODE = 2

/**
 * Characters of prose that are spoken in a minute. Chinese: 5.18 syllables a second (Pellegrino, Coupé and Marsico 2011, "A
 * cross-language perspective on speech information rate"), a little less with the pauses of acting. English: 9,300 words an hour,
 * which ACX plans for audiobooks, of 5.5 characters each, space included.
 */
const SPOKEN_CHARACTERS_PER_MINUTE: Record<Language, number> = { zh: 290, en: 850 }

/**
 * How many minutes of reading aloud become one of drama: pictures tell at once what prose describes, and subplots go. A novel of 100,000
 * words is read in 11 hours and filmed in about two; a short drama spends one or two web chapters (2,000 to 3,000 characters each) on
 * two minutes.
 */
const CONDENSED = 6

/** An episode may be this much shorter or longer than intended, as shares of the intended length. */
const LEAST = 0.45
const MOST = 1.4

export interface EpisodeLength {
  least: number
  ideal: number
  most: number
}

/** The lengths, in characters of the novel, of an episode that plays so many minutes. */
export function episodeLength(language: Language, minutesPerEpisode = DEFAULT_MINUTES_PER_EPISODE): EpisodeLength {
  const ideal = SPOKEN_CHARACTERS_PER_MINUTE[language] * CONDENSED * minutesPerEpisode
  return { least: ideal * LEAST, ideal, most: ideal * MOST }
}
