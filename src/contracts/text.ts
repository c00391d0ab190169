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
export const chapterSchema = paragraphRangeSchema.extend({ title: z.string() })
export type Chapter = z.infer<typeof chapterSchema>

/** A place where an episode may begin, as an analyst proposes it. */
export const boundarySchema = z.object({
  /** The paragraph an episode would begin with. */
  paragraph: z.int().nonnegative(),
  /** How natural the cut is, from 0 (arbitrary) to 1 (a chapter heading). */
  strength: z.number().min(0).max(1),
})
export type Boundary = z.infer<typeof boundarySchema>

/** Words copied from the novel that support a claim. `quote` occurs in the paragraph to the letter. */
export const evidenceSchema = z.object({ paragraph: z.int().nonnegative(), quote: z.string().min(1) })
export type Evidence = z.infer<typeof evidenceSchema>

/** A person as found in one window, before the windows are merged. */
export const personFindingSchema = z.object({
  name: z.string().min(1),
  aliases: z.array(z.string().min(1)),
  mentions: z.int().nonnegative(),
  evidence: z.array(evidenceSchema),
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
  evidence: z.array(evidenceSchema),
})
export type CastMember = z.infer<typeof castMemberSchema>

/** What an episode is made of. `script` is Markdown laid out as scenes. */
export const episodeScriptSchema = z.object({
  title: z.string().min(1),
  summary: z.string().min(1),
  hook: z.string().min(1),
  script: z.string().min(1),
})
export type EpisodeScript = z.infer<typeof episodeScriptSchema>

/** How a character looks and who they are, as an analyst describes them from evidence. */
export const characterDescriptionSchema = z.object({
  /** One line: who this person is in the story. */
  role: z.string(),
  /** A short paragraph about the person. */
  description: z.string(),
  /** What a painter needs. Says so plainly where the text is silent. */
  appearance: z.string(),
})
export type CharacterDescription = z.infer<typeof characterDescriptionSchema>

/** How a novel is divided: by rules, one episode a chapter, or into exactly `maxEpisodes`. */
export const splitModeSchema = z.enum(['auto', 'chapters', 'count'])
export type SplitMode = z.infer<typeof splitModeSchema>
