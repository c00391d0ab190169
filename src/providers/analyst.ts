/**
 * The text model as the rest of Cineqo sees it: somebody who reads a passage and answers in the words of the domain.
 * Prompts, schemas, token counts and repair of bad answers are the business of the analyst behind this interface.
 * Neither side knows jobs or tables.
 */
import type { ItemNote, Origin } from '../contracts/item-notes.ts'
import type { Usage } from '../contracts/money.ts'
import type { TextCapabilities } from '../contracts/settings.ts'
import type {
  Boundary,
  Chapter,
  CharacterDescription,
  EpisodeScript,
  Evidence,
  Gender,
  Importance,
  Language,
  Paragraph,
  ParagraphRange,
  PersonFinding,
} from '../contracts/text.ts'

/** One paid request, as it is entered in the ledger before it leaves. */
export interface PaidCall {
  /**
   * Which request of the work this is, such as `people 120-240 repair 1`, with the version of its prompt. A step of the same item whose answer
   * is in the ledger is not asked for again: the answer of before is returned.
   */
  step: string
  model: string
  /** What the question takes, as it was counted here. */
  inputTokens: number
  /** The most that it can use. The budget is held to this. */
  most: Usage
}

/** What came of a paid request. */
export interface PaidAnswer<Answer> {
  /** Kept with the ledger until the item ends, as JSON. */
  answer: Answer
  usage: Usage
}

/** Lets the caller stop a call, hear of its progress, and pay for it. */
export interface CallContext {
  /** Aborted when the answer is no longer wanted; the call then rejects with the signal's reason. */
  signal: AbortSignal
  /** Tells how far the call is. `total` is 0 when unknown; `text` is the end of what is being written. Cheap: may be called often. */
  report(progress: { done: number; total: number; text?: string }): void
  /** Says something that a person should know of the item. Stored with its end. */
  note(note: ItemNote): void
  /**
   * Makes a paid request: books it, sends it, and books what it used. `send` throws a `CineqoError` when the provider took nothing on; after
   * any other error, `outcome_unknown` and what broke off on the way, it counts as billed. Throws `budget_reached` before anything is sent.
   */
  pay<Answer>(call: PaidCall, send: () => Promise<PaidAnswer<Answer>>): Promise<Answer>
}

/** An answer with who made it. */
export interface Made<Value> {
  value: Value
  origin: Origin
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
  gender: Gender | null
  /** In the words of the text. */
  age: string | null
  /** Paragraphs that mention the character, in order, at most a few dozen. */
  passages: Paragraph[]
}

/** A person as other windows of the novel have found them. */
export interface KnownPerson {
  name: string
  aliases: string[]
}

/** Two findings that rules could not decide, with their evidence. */
export interface DoubtfulPair {
  first: PersonFinding
  second: PersonFinding
  language: Language
}

/** What another process has to know of an analyst on a model to count what its calls take in. Holds no secret. */
export interface CountingFacts {
  contextTokens: number
  capabilities: TextCapabilities
}

/** Reads and writes. Every method is free of side effects for its caller and may be called again. */
export interface Analyst {
  /** The provider's name, shown wherever its output is: `offline`, `openai`. */
  readonly provider: string
  /** The model's name, stored with each result. */
  readonly model: string
  /** Calls that share it are throttled together: a provider, server and account. Holds no secret. */
  readonly lane: string
  /** Whether a call costs money. */
  readonly billable: boolean
  /** Left out where calls are free. */
  readonly counting?: CountingFacts
  /** Where windows of the novel end, so that each fits into one call. They tile the novel. */
  divideIntoWindows(paragraphs: readonly string[]): ParagraphRange[]
  /** Places in the passage where an episode may begin, in rising order. */
  proposeBoundaries(passage: NovelPassage, call: CallContext): Promise<Made<Boundary[]>>
  /** Title, summary, hook and script of an episode, from its passage alone. `style` is the project's; may be empty. */
  writeScript(passage: EpisodePassage & { style: string }, call: CallContext): Promise<Made<EpisodeScript>>
  /** The people of a passage. Every quote occurs in the text. `known` are those found in other windows so far, the most mentioned first. */
  findPeople(passage: NovelPassage & { known: KnownPerson[] }, call: CallContext): Promise<Made<PersonFinding[]>>
  /** Whether two findings that rules could not decide are one person. */
  decideMerge(pair: DoubtfulPair, call: CallContext): Promise<Made<'same' | 'different'>>
  /** Who a character is and what they look like. */
  describeCharacter(facts: CharacterFacts, call: CallContext): Promise<Made<CharacterDescription>>
}
