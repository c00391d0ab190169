/** What a job of each type is started with. Validated at the API; stored with the job; never holds text of the novel. */
import { z } from 'zod'
import { longestPrompt } from './entities.ts'
import { type JobType, jobTypes } from './job-types.ts'
import { usdAmountSchema } from './money.ts'
import { splitModeSchema } from './text.ts'

/** The most episodes that one novel may become. A bound on outside data, far above any drama. */
export const maximumEpisodes = 2000

/** Minutes that an episode plays: the bounds, and what is usual for short drama. */
export const episodeMinutes = { minimum: 0.5, maximum: 60, usual: 2 } as const

const splitOptions = {
  mode: splitModeSchema.default('auto'),
  /** An upper bound; in mode `count`, the exact number. */
  maxEpisodes: z.int().min(1).max(maximumEpisodes).optional(),
  /** Mode `auto`: how long an episode plays. Decides how much of the novel one takes, see `episode-length.ts`. */
  minutesPerEpisode: z.number().min(episodeMinutes.minimum).max(episodeMinutes.maximum).default(episodeMinutes.usual),
}
const castOptions = {
  /** Whether main and supporting characters are drawn. Others are drawn on demand. */
  images: z.boolean().default(true),
  /** Whether their further looks are drawn as well, after the character sheet. */
  looks: z.boolean().default(false),
}

/** The most pictures that one job draws of a look for a person to choose from. */
export const maximumCandidates = 4

export const jobInputSchemas = {
  adaptation: z.strictObject({ ...splitOptions, ...castOptions }),
  novel_split: z.strictObject(splitOptions),
  character_extraction: z.strictObject(castOptions),
  character_image_generation: z
    .strictObject({
      characterId: z.uuid(),
      /** The look to draw; without it, the character sheet. */
      lookId: z.uuid().optional(),
      /** Every further look of the character, and not the sheet. */
      looks: z.boolean().default(false),
      /** Draw another picture although there is one. */
      regenerate: z.boolean().default(false),
      /** How many pictures there are to choose from. The first becomes the chosen one. */
      candidates: z.int().min(1).max(maximumCandidates).default(1),
      /** The words for the painter instead of those of the description. They ask for another picture also without `regenerate`. */
      prompt: z.string().trim().min(1).max(longestPrompt).optional(),
    })
    .refine(({ looks, lookId, prompt }) => !looks || (lookId === undefined && prompt === undefined), {
      message: 'takes neither lookId nor prompt beside it',
      path: ['looks'],
    }),
  batch_image_generation: z.strictObject({
    characterIds: z.array(z.uuid()).min(1).max(1000),
    regenerate: z.boolean().default(false),
  }),
} satisfies Record<JobType, z.ZodType>

export type JobInputs = { [Type in JobType]: z.infer<(typeof jobInputSchemas)[Type]> }

/** The body of `POST /api/jobs`. */
export const startJobRequestSchema = z.strictObject({
  type: z.enum(jobTypes),
  projectId: z.uuid(),
  input: z.record(z.string(), z.unknown()).default({}),
  /** How much the job may spend with its parts. Without it, only the budget of the project counts. */
  budgetUsd: usdAmountSchema.optional(),
})
export type StartJobRequest = z.input<typeof startJobRequestSchema>

/** The body of `POST /api/projects/:id/estimate`: what would be started. */
export const estimateRequestSchema = z.strictObject({
  type: z.enum(jobTypes),
  input: z.record(z.string(), z.unknown()).default({}),
})
export type EstimateRequest = z.input<typeof estimateRequestSchema>
