/** Jobs by the names they have in people's front ends: each starts one and never throws. */
import type { JobInputs } from '../contracts/job-inputs.ts'
import type { SplitMode } from '../contracts/text.ts'
import { CineqoApiError } from './errors.ts'
import type { jobMethods } from './jobs.ts'
import type { projectMethods } from './projects.ts'
import type { RequestOptions, Transport } from './transport.ts'

/** Whether a job was started; when it was not, `error` is a sentence for the person and `problem` has its code. */
export type JobStart =
  | { success: true; jobId: string; error?: undefined; problem?: undefined }
  | { success: false; jobId?: undefined; error: string; problem: CineqoApiError }

/** What of a character is drawn, and how often. */
export interface DrawOptions extends Partial<Omit<JobInputs['character_image_generation'], 'characterId'>> {
  /** Of the character; asked for when it is left out. */
  projectId?: string
}

export function startMethods(
  transport: Transport,
  projects: ReturnType<typeof projectMethods>,
  jobs: ReturnType<typeof jobMethods>,
) {
  async function attempt(start: () => Promise<{ id: string }>): Promise<JobStart> {
    try {
      return { success: true, jobId: (await start()).id }
    } catch (cause) {
      const problem = cause instanceof CineqoApiError ? cause : transport.networkError(cause)
      return { success: false, error: problem.message, problem }
    }
  }

  return {
    /** Gives the project this novel and starts splitting it into episodes. In mode `count`, `maxEpisodes` is the exact number. */
    splitNovelByAIAsync: (
      content: string,
      projectId: string,
      { maxEpisodes, mode, ...options }: RequestOptions & { maxEpisodes?: number; mode?: SplitMode } = {},
    ): Promise<JobStart> =>
      attempt(async () => {
        await projects.putNovel(projectId, content, options)
        return jobs.startJob({ type: 'novel_split', projectId, input: { maxEpisodes, mode } }, options)
      }),

    /**
     * Starts finding the cast of the project's novel and, unless `images` is false, drawing its main and supporting characters; with `looks`, their
     * further looks as well.
     */
    extractCharactersAsync: (
      projectId: string,
      { images, looks, ...options }: RequestOptions & { images?: boolean; looks?: boolean } = {},
    ): Promise<JobStart> =>
      attempt(() => jobs.startJob({ type: 'character_extraction', projectId, input: { images, looks } }, options)),

    /**
     * Starts drawing one character: the character sheet, a look of it by `lookId`, or all further `looks`. `regenerate` draws another picture
     * although there is one, `candidates` several to choose from, and `prompt` by other words than those of the description.
     */
    generateCharacterImageAsync: (
      characterId: string,
      { projectId, regenerate, candidates, lookId, looks, prompt, ...options }: RequestOptions & DrawOptions = {},
    ): Promise<JobStart> =>
      attempt(async () => {
        const owner = projectId ?? (await projects.getCharacter(characterId, options)).projectId
        const input = { characterId, regenerate, candidates, lookId, looks, prompt }
        return jobs.startJob({ type: 'character_image_generation', projectId: owner, input }, options)
      }),
  }
}
