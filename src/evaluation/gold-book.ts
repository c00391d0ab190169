/** What is known to be right about a book: its chapters and its people, read out of a file of JSON beside the text. */
import { z } from 'zod'
import { genderSchema, languageSchema } from '../contracts/text.ts'

/** How important a person is, by whoever made the list. */
export const categorySchema = z.enum(['major', 'intermediate', 'minor'])
export type Category = z.infer<typeof categorySchema>

const goldCharacterSchema = z.object({
  name: z.string().min(1),
  aliases: z.array(z.string().min(1)),
  category: categorySchema.default('minor'),
  gender: genderSchema.nullable().optional().catch(null),
})
export type GoldCharacter = z.infer<typeof goldCharacterSchema>

const goldChaptersSchema = z.object({
  titles: z.array(z.string()),
  /** The line of each title, counted from 0. */
  lines: z.array(z.int().nonnegative()),
})
export type GoldChapters = z.infer<typeof goldChaptersSchema>

export const goldBookSchema = z.object({
  language: languageSchema,
  title: z.string().optional(),
  chapters: goldChaptersSchema.optional(),
  characters: z.array(goldCharacterSchema),
})
export type GoldBook = z.infer<typeof goldBookSchema>

/** A small text of which is known which lines, counted from 0, are headings. */
export const headingCaseSchema = z.object({
  text: z.string(),
  headings: z.array(z.int().nonnegative()),
  /** Says what the case is about, and begins with its language: `en: …`. */
  note: z.string().optional(),
})
export type HeadingCase = z.infer<typeof headingCaseSchema>
