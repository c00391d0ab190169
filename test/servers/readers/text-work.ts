/** What the questions of our analyst ask for, in the words of the domain. How questions and answers look on the wire is not its business. */
import type {
  Boundary,
  CharacterDescription,
  EpisodeScript,
  Language,
  PersonFinding,
} from '../../../src/contracts/text.ts'
import type { CharacterFacts, NovelPassage } from '../../../src/providers/analyst.ts'

/** The passage of an episode, as far as a question shows it. */
export type ShownEpisode = NovelPassage & { episodeNumber: number; episodeCount: number }

export interface TextWork {
  boundaries(passage: NovelPassage): Boundary[]
  script(episode: ShownEpisode): EpisodeScript
  people(passage: NovelPassage): PersonFinding[]
  isSamePerson(pair: { first: PersonFinding; second: PersonFinding; language: Language }): boolean
  description(facts: CharacterFacts): CharacterDescription
}
