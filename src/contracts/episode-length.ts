/** How much of a novel an episode adapts, from the minutes it plays: what the division aims at, and what the page tells beforehand. */
import type { Language } from './text.ts'

/**
 * Characters of prose that are spoken in a minute. Chinese: 5.18 syllables a second (Pellegrino, Coupé and Marsico 2011, "A
 * cross-language perspective on speech information rate"), a little less with the pauses of acting. English: 9,300 words an hour,
 * which ACX plans for audiobooks, of 5.5 characters each, space included.
 */
const spokenCharactersPerMinute: Record<Language, number> = { zh: 290, en: 850 }

/**
 * How many minutes of reading aloud become one of drama: pictures tell at once what prose describes, and subplots go. A novel of 100,000
 * words is read in 11 hours and filmed in about two; a short drama spends one or two web chapters (2,000 to 3,000 characters each) on
 * two minutes.
 */
const condensed = 6

/** Characters of the novel that become an episode which plays so many minutes. */
export function charactersPerEpisode(language: Language, minutes: number): number {
  return spokenCharactersPerMinute[language] * condensed * minutes
}
