/** Projects and what comes out of them, as every side sees them. Times are ISO 8601 in UTC. */
import { z } from 'zod'
import { timestampSchema } from './job.ts'
import { spendingSchema } from './money.ts'
import { novelEncodingSchema, readingReportSchema } from './novel-file.ts'
import {
  castMemberSchema,
  chapterSchema,
  episodeScriptSchema,
  languageSchema,
  paragraphRangeSchema,
  setAsideReasons,
} from './text.ts'

export const aspectRatios = ['1:1', '3:4', '4:3', '9:16', '16:9'] as const

export const novelSchema = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  /** Of the normalised text in UTF-8. */
  sha256: z.string().length(64),
  fileName: z.string().nullable(),
  language: languageSchema,
  /** Unicode code points of the normalised text. */
  characters: z.int().nonnegative(),
  paragraphs: z.int().nonnegative(),
  chapters: z.int().nonnegative(),
  /** Lines marked as advertisements and not restored. */
  advertisements: z.int().nonnegative(),
  /** Rises with every change of the chapters; 0 as first found. */
  chaptersVersion: z.int().nonnegative(),
  /** How the file was read; null for novels from before there were reports. */
  report: readingReportSchema.nullable(),
  /** Whether the file can be downloaded as it came. */
  hasOriginal: z.boolean(),
  createdAt: timestampSchema,
})
export type Novel = z.infer<typeof novelSchema>

export const projectSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  language: languageSchema,
  style: z.string(),
  aspectRatio: z.enum(aspectRatios),
  novel: novelSchema.nullable(),
  counts: z.object({ episodes: z.int(), characters: z.int(), images: z.int(), liveJobs: z.int() }),
  spending: spendingSchema,
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
})
export type Project = z.infer<typeof projectSchema>

const projectName = z.string().trim().min(1).max(200)
const projectStyle = z.string().trim().max(1000)

export const createProjectRequestSchema = z.strictObject({
  name: projectName,
  language: languageSchema.default('zh'),
  style: projectStyle.default(''),
  aspectRatio: z.enum(aspectRatios).default('3:4'),
})
export type CreateProjectRequest = z.input<typeof createProjectRequestSchema>

export const updateProjectRequestSchema = z.strictObject({
  name: projectName.optional(),
  language: languageSchema.optional(),
  style: projectStyle.optional(),
  aspectRatio: z.enum(aspectRatios).optional(),
})
export type UpdateProjectRequest = z.input<typeof updateProjectRequestSchema>

/** A novel pasted as JSON. Files are sent as multipart/form-data (field `file`) or as text/plain. */
export const putNovelRequestSchema = z.strictObject({
  content: z.string(),
  fileName: z.string().trim().min(1).max(255).optional(),
})

/** The chapters of a novel in order: those that were found in the text, or with `byHand` those that a person made. */
export const chapterListSchema = z.object({
  items: z.array(chapterSchema),
  nextCursor: z.null(),
  chaptersVersion: z.int().nonnegative(),
  byHand: z.boolean(),
})
export type ChapterList = z.infer<typeof chapterListSchema>

/** Reads the stored file again, in another encoding than was found. */
export const rereadNovelRequestSchema = z.strictObject({ encoding: novelEncodingSchema })

/** The most characters of a title of a chapter or volume. */
export const longestTitle = 500

/** The chapters as a person wants them: where each begins and what it is called. They tile the novel, so ends follow from starts. */
export const putChaptersRequestSchema = z.strictObject({
  /** The version that was edited: a change made meanwhile is not overwritten. */
  chaptersVersion: z.int().nonnegative(),
  /** Null: as they were found in the text. */
  chapters: z
    .array(
      z.strictObject({
        title: z.string().trim().max(longestTitle),
        volume: z.string().trim().min(1).max(longestTitle).nullable(),
        startParagraph: z.int().nonnegative(),
      }),
    )
    .min(1)
    .max(20_000)
    .nullable(),
})
export type PutChaptersRequest = z.input<typeof putChaptersRequestSchema>

/** Says of marked lines whether they belong to the story after all. */
export const patchAdvertisementsRequestSchema = z.strictObject({
  /** Their numbers; null for all. */
  paragraphs: z.array(z.int().nonnegative()).min(1).max(10_000).nullable(),
  restored: z.boolean(),
})
export type PatchAdvertisementsRequest = z.input<typeof patchAdvertisementsRequestSchema>

/** The most characters of a picture prompt or an appearance that a person writes. */
export const longestPrompt = 4000
const writtenPrompt = z.string().trim().max(longestPrompt)

/** What a person changes of a character. What is left out stays. */
export const patchCharacterRequestSchema = z.strictObject({
  /** Brings somebody back into the cast, or takes them out of it. */
  setAside: z.boolean().optional(),
  /** What a person writes stays as it is when the cast is extracted again. Null: the next extraction may write it anew. */
  appearance: writtenPrompt.nullable().optional(),
  /** The picture prompt; empty where the appearance is to be used instead. Null as for the appearance. */
  prompt: writtenPrompt.nullable().optional(),
})
export type PatchCharacterRequest = z.input<typeof patchCharacterRequestSchema>

export const episodeSchema = paragraphRangeSchema.extend({
  id: z.uuid(),
  projectId: z.uuid(),
  /** Counted from 1. */
  number: z.int().positive(),
  /** Null until the episode is written. */
  content: episodeScriptSchema.nullable(),
  provider: z.string().nullable(),
  updatedAt: timestampSchema,
})
export type Episode = z.infer<typeof episodeSchema>

export const imageSchema = z.object({
  id: z.uuid(),
  characterId: z.uuid(),
  lookId: z.uuid(),
  /** Where the bytes are, relative to the API's origin. */
  url: z.string(),
  /** A small WebP of it, for lists; the picture itself where there is none. */
  thumbnailUrl: z.string(),
  mediaType: z.string(),
  width: z.int().positive(),
  height: z.int().positive(),
  bytes: z.int().positive(),
  sha256: z.string().length(64),
  provider: z.string(),
  model: z.string(),
  /** The words that were given to the model. */
  prompt: z.string(),
  /** Null where the model takes none, or does not say. */
  seed: z.int().nullable(),
  /** Null where the price is not known. */
  costUsd: z.number().nullable(),
  /** Whether it is the one of its look that is shown. One of the pictures of a look always is. */
  chosen: z.boolean(),
  createdAt: timestampSchema,
})
export type Image = z.infer<typeof imageSchema>

/** A further outfit or age of a character, drawn from the picture of the character sheet. */
export const lookSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  /** In the story's language. */
  appearance: z.string(),
  /** A picture prompt in English: what is different from the usual appearance. */
  prompt: z.string(),
  /** Where the text first shows it. */
  startParagraph: z.int().nonnegative().nullable(),
  /** The chosen picture first, then the newest. */
  images: z.array(imageSchema),
})

export const characterSchema = castMemberSchema.extend({
  id: z.uuid(),
  projectId: z.uuid(),
  role: z.string(),
  description: z.string(),
  appearance: z.string(),
  /** A picture prompt in English; empty where there is none. */
  prompt: z.string(),
  /** What of the appearance is not in the text. */
  invented: z.array(z.string()),
  provider: z.string().nullable(),
  /** Why the character is kept aside; null for a member of the cast. */
  setAsideReason: z.enum(setAsideReasons).nullable(),
  /** Of the character sheet: the chosen picture first, then the newest. Those of looks are with their looks. */
  images: z.array(imageSchema),
  /** Further looks, in the order of the novel. */
  looks: z.array(lookSchema),
  updatedAt: timestampSchema,
})
export type Character = z.infer<typeof characterSchema>

/** The document that `cineqo run` prints: everything that came out of a project. */
export const resultSchema = z.object({
  jobId: z.uuid().nullable(),
  projectId: z.uuid(),
  novel: z.object({
    sha256: z.string(),
    characters: z.int(),
    paragraphs: z.int(),
    report: readingReportSchema.nullable().default(null),
  }),
  chapters: z.array(chapterSchema),
  episodes: z.array(episodeScriptSchema.extend(paragraphRangeSchema.shape).extend({ number: z.int().positive() })),
  characters: z.array(castMemberSchema.extend({ appearance: z.string(), image: z.string().nullable() })),
})
export type Result = z.infer<typeof resultSchema>

/** One page of a list. `nextCursor` is null on the last one. */
export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() })
}
