/** Jobs by the names they have in people's front ends: each starts one and never throws. */
import type { SplitMode } from '../contracts/text.ts'
import { CineqoApiError } from './errors.ts'
import type { jobMethods } from './jobs.ts'
import type { projectMethods } from './projects.ts'
import type { RequestOptions, Transport } from './transport.ts'

/** Whether a job was started; when it was not, `error` is a sentence for the person and `problem` has its code. */
export type JobStart =
  | { success: true; jobId: string; error?: undefined; problem?: undefined }
  | { success: false; jobId?: undefined; error: string; problem: CineqoApiError }

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

    /** Starts finding the cast of the project's novel and, unless `images` is false, drawing its main and supporting characters. */
    extractCharactersAsync: (
      projectId: string,
      { images, ...options }: RequestOptions & { images?: boolean } = {},
    ): Promise<JobStart> =>
      attempt(() => jobs.startJob({ type: 'character_extraction', projectId, input: { images } }, options)),

    /** Starts drawing one character. `regenerate` draws another picture although there is one. */
    generateCharacterImageAsync: (
      characterId: string,
      { projectId, regenerate, ...options }: RequestOptions & { projectId?: string; regenerate?: boolean } = {},
    ): Promise<JobStart> =>
      attempt(async () => {
        const owner = projectId ?? (await projects.getCharacter(characterId, options)).projectId
        const input = { characterId, regenerate }
        return jobs.startJob({ type: 'character_image_generation', projectId: owner, input }, options)
      }),
  }
}
