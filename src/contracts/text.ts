/**
 * The words of the text work, shared by every side.
 *
 * A novel is a sequence of paragraphs numbered from 0. Every range is half open: `[startParagraph, endParagraph)`.
 */
import { z } from 'zod'

/** Languages the text work knows. Anything else is treated as the nearer of the two, by script. */
export const languageSchema = z.enum(['zh', 'en'])
export type Language = z.infer<typeof languageSchema>

/** A half-open range of paragraphs. */
export const paragraphRangeSchema = z.object({
  startParagraph: z.int().nonnegative(),
  endParagraph: z.int().nonnegative(),
})
export type ParagraphRange = z.infer<typeof paragraphRangeSchema>

/** One paragraph of the novel with its number, as it is shown to an analyst. */
export interface Paragraph {
  number: number
  text: string
}

/** A range found by its heading. The first range of a novel may have no heading; its title is then empty. */
export const chapterSchema = paragraphRangeSchema.extend({
  title: z.string(),
  /** The title of the volume (book, part, 卷) that the chapter is in; null where the novel has none there. */
  volume: z.string().nullable(),
})
export type Chapter = z.infer<typeof chapterSchema>

/** A place where an episode may begin, as an analyst proposes it. */
export const boundarySchema = z.object({
  /** The paragraph an episode would begin with. */
  paragraph: z.int().nonnegative(),
  /** How natural the cut is, from 0 (arbitrary) to 1 (a chapter heading). */
  strength: z.number().min(0).max(1),
})
export type Boundary = z.infer<typeof boundarySchema>

/** Words copied from the novel that show a name. `quote` occurs in the paragraph to the letter and holds `name`. */
export const evidenceSchema = z.object({
  /** The name or alias that it is evidence for. */
  name: z.string().min(1),
  paragraph: z.int().nonnegative(),
  quote: z.string().min(1),
})
export type Evidence = z.infer<typeof evidenceSchema>

export const genderSchema = z.enum(['female', 'male'])
export type Gender = z.infer<typeof genderSchema>

/** What the text itself says of a person. Null where it is silent. */
const personFactsSchema = z.object({
  gender: genderSchema.nullable(),
  /** In the words of the text: "seventeen", 十七岁. */
  age: z.string().nullable(),
  /** Whether this person tells the story as "I" / 我. */
  isNarrator: z.boolean(),
})

/** A person as found in one window, before the windows are merged. */
export const personFindingSchema = z.object({
  name: z.string().min(1),
  aliases: z.array(z.string().min(1)),
  mentions: z.int().nonnegative(),
  evidence: z.array(evidenceSchema),
  ...personFactsSchema.partial().shape,
  /**
   * Of a finding by a model: the paragraph that the passage begins with which it read, the same for all whom one answer names. Left out where
   * rules found the person. What a model says of who is who is believed before what the rules make of names.
   */
  readFrom: z.int().nonnegative().optional(),
})
export type PersonFinding = z.infer<typeof personFindingSchema>

export const importanceSchema = z.enum(['main', 'supporting', 'minor'])
export type Importance = z.infer<typeof importanceSchema>

/** A member of the cast after merging. Mentions are counted in the whole novel. */
export const castMemberSchema = z.object({
  name: z.string().min(1),
  aliases: z.array(z.string().min(1)),
  importance: importanceSchema,
  mentions: z.int().nonnegative(),
  /** At least one quote for each name and alias. */
  evidence: z.array(evidenceSchema),
  ...personFactsSchema.shape,
})
export type CastMember = z.infer<typeof castMemberSchema>

/** Why somebody is kept aside from the cast. A person can bring them back. */
export const setAsideReasons = [
  /** The name does not occur in the novel. */
  'not_in_text',
  /** It occurs too seldom to be a person of the story. */
  'mentioned_seldom',
  /** Most windows that hold the name did not take it for a person's. */
  'seldom_a_person',
  /** A group, or somebody known by an office or a kinship alone. */
  'not_one_person',
  /** The cast is full; others are mentioned more often. */
  'too_many',
  /** An earlier reading had it, the last one has not. */
  'not_found_again',
  /** A person took it out. */
  'by_hand',
] as const
export type SetAsideReason = (typeof setAsideReasons)[number]

/** What an episode is made of. `script` is Markdown laid out as scenes. */
export const episodeScriptSchema = z.object({
  title: z.string().min(1),
  summary: z.string().min(1),
  hook: z.string().min(1),
  script: z.string().min(1),
})
export type EpisodeScript = z.infer<typeof episodeScriptSchema>

/** One outfit or age of a character, where the text changes how they look. */
export const lookDescriptionSchema = z.object({
  /** Short and unique among the character's: `wedding dress`, 少年时. */
  name: z.string().min(1).max(100),
  /** A picture prompt in English: what is different from the character's usual appearance. */
  prompt: z.string().min(1),
  /** The same in the story's language. */
  appearance: z.string().min(1),
  /** Where the look is first shown. */
  startParagraph: z.int().nonnegative(),
})
export type LookDescription = z.infer<typeof lookDescriptionSchema>

/** How a character looks and who they are, as an analyst describes them from evidence. */
export const characterDescriptionSchema = z.object({
  /** One line: who this person is in the story. */
  role: z.string(),
  /** A short paragraph about the person. */
  description: z.string(),
  /** What a painter needs, in the story's language. Says so plainly where the text is silent. */
  appearance: z.string(),
  /** The same as a picture prompt in English; empty where the analyst writes none. */
  prompt: z.string(),
  /** What of the appearance is not in the text, in the story's language. Empty where nothing was invented. */
  invented: z.array(z.string()),
  /** Further looks, in the order of the novel. */
  looks: z.array(lookDescriptionSchema),
})
export type CharacterDescription = z.infer<typeof characterDescriptionSchema>

/** How a novel is divided: by rules, one episode a chapter, or into exactly `maxEpisodes`. */
export const splitModeSchema = z.enum(['auto', 'chapters', 'count'])
export type SplitMode = z.infer<typeof splitModeSchema>
