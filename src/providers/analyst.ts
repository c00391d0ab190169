/**
 * The text model as the rest of Cineqo sees it: somebody who reads a passage and answers in the words of the domain.
 * Prompts, schemas, token counts and repair of bad answers are the business of the analyst behind this interface.
 * Neither side knows jobs or tables.
 */
import type {
  Boundary,
  Chapter,
  CharacterDescription,
  EpisodeScript,
  Evidence,
  Importance,
  Language,
  Paragraph,
  ParagraphRange,
  PersonFinding,
} from '../contracts/text.ts'

/** Lets the caller stop a call and hear of its progress. */
export interface CallContext {
  /** Aborted when the answer is no longer wanted; the call then rejects with the signal's reason. */
  signal: AbortSignal
  /** Tells how far the call is. `total` is 0 when unknown. Cheap: may be called often. */
  report(progress: { done: number; total: number }): void
}

/** A part of the novel small enough for one call. Paragraph numbers are the novel's. */
export interface NovelPassage extends ParagraphRange {
  language: Language
  paragraphs: Paragraph[]
  /** The chapters that begin within the passage. */
  chapters: Chapter[]
}

/** The passage of one episode, and what the writer may want to know around it. */
export interface EpisodePassage extends NovelPassage {
  /** Counted from 1. */
  episodeNumber: number
  episodeCount: number
  /** The chapter that the episode adapts, and which part of it; null where the novel has no headings. */
  chapter: { title: string; part: 'whole' | 'first' | 'middle' | 'last' } | null
  /** The first paragraphs after the episode, for the hook; empty at the end of the novel. */
  nextParagraphs: Paragraph[]
}

/** What is known of a character when it is described. */
export interface CharacterFacts {
  language: Language
  name: string
  aliases: string[]
  importance: Importance
  mentions: number
  evidence: Evidence[]
  /** Paragraphs that mention the character, in order, at most a few dozen. */
  passages: Paragraph[]
}

/** Reads and writes. Every method is free of side effects for its caller and may be called again. */
export interface Analyst {
  /** The provider's name, shown wherever its output is: `offline`, `openai`. */
  readonly provider: string
  /** The model's name, stored with each result. */
  readonly model: string
  /** Whether a call costs money: such calls are claimed in the ledger first. */
  readonly billable: boolean
  /** How many characters of the novel fit in one call. */
  readonly windowCharacters: number
  /** Places in the passage where an episode may begin, in rising order. */
  proposeBoundaries(passage: NovelPassage, call: CallContext): Promise<Boundary[]>
  /** Title, summary, hook and script of an episode, from its passage alone. */
  writeScript(passage: EpisodePassage, call: CallContext): Promise<EpisodeScript>
  /** The people of a passage. Every quote occurs in the text. */
  findPeople(passage: NovelPassage, call: CallContext): Promise<PersonFinding[]>
  /** Whether two findings that rules could not decide are one person. */
  decideMerge(
    pair: { first: PersonFinding; second: PersonFinding; language: Language },
    call: CallContext,
  ): Promise<'same' | 'different'>
  /** Who a character is and what they look like. */
  describeCharacter(facts: CharacterFacts, call: CallContext): Promise<CharacterDescription>
}
