/** Projects, their novel, and what comes out of them. */
import { z } from 'zod'
import {
  type CreateProjectRequest,
  chapterListSchema,
  characterSchema,
  episodeSchema,
  imageSchema,
  novelSchema,
  type PatchAdvertisementsRequest,
  type PatchCharacterRequest,
  type PutChaptersRequest,
  pageSchema,
  projectSchema,
  resultSchema,
  type UpdateProjectRequest,
} from '../contracts/entities.ts'
import type { EstimateRequest } from '../contracts/job-inputs.ts'
import { estimateSchema, spendingSchema } from '../contracts/money.ts'
import { advertisementSchema, type NovelEncoding } from '../contracts/novel-file.ts'
import type { RequestOptions, Transport } from './transport.ts'

/** Where a list goes on: `cursor` is the `nextCursor` of the page before. */
export interface PageQuery {
  limit?: number
  cursor?: string
}

const listOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item) })

export function projectMethods({ baseUrl, json, send }: Transport) {
  const project = (id: string, rest = '') => `/api/projects/${encodeURIComponent(id)}${rest}`
  const image = (id: string, rest = '') => `/api/images/${encodeURIComponent(id)}${rest}`
  const nothing = async () => {}

  /** The address of a picture's bytes: absolute with a `baseUrl`, else on the page's own origin. */
  function imageUrl(picture: { url: string } | string): string {
    const url = typeof picture === 'string' ? picture : picture.url
    return url.startsWith('/') ? `${baseUrl}${url}` : url
  }

  return {
    /** One page of the user's projects, newest first; with `name`, those of exactly this name. */
    projects: ({ limit, cursor, name }: PageQuery & { name?: string } = {}, options?: RequestOptions) =>
      json('GET', '/api/projects', pageSchema(projectSchema), { query: { limit, cursor, name }, ...options }),

    createProject: (request: CreateProjectRequest, options?: RequestOptions) =>
      json('POST', '/api/projects', projectSchema, { json: request, ...options }),

    getProject: (projectId: string, options?: RequestOptions) =>
      json('GET', project(projectId), projectSchema, options),

    updateProject: (projectId: string, request: UpdateProjectRequest, options?: RequestOptions) =>
      json('PATCH', project(projectId), projectSchema, { json: request, ...options }),

    /** Deletes a project with everything in it. Fails with `job_live` while a job of it runs. */
    deleteProject: (projectId: string, options?: RequestOptions) =>
      send('DELETE', project(projectId), nothing, options),

    /** Sets how much all jobs of a project may spend together, or with null takes the limit away. Jobs that wait for it go on. */
    setProjectBudget: (projectId: string, budgetUsd: number | null, options?: RequestOptions) =>
      json('PUT', project(projectId, '/budget'), spendingSchema, { json: { budgetUsd }, ...options }),

    /** What a job would take if it were started now. */
    estimateJob: (projectId: string, request: EstimateRequest, options?: RequestOptions) =>
      json('POST', project(projectId, '/estimate'), estimateSchema, { json: request, large: true, ...options }),

    /**
     * Gives a project its novel, or replaces it. A string is sent as it is; bytes are sent as a file of any format, and the API finds what they
     * are, and their encoding unless it is given. Sending the same again changes nothing.
     */
    putNovel: (
      projectId: string,
      content: string | Blob | Uint8Array<ArrayBuffer>,
      { fileName, encoding, ...options }: RequestOptions & { fileName?: string; encoding?: NovelEncoding } = {},
    ) => {
      if (typeof content === 'string') {
        return json('PUT', project(projectId, '/novel'), novelSchema, {
          json: { content, fileName },
          large: true,
          ...options,
        })
      }
      const body = new FormData()
      if (encoding) body.set('encoding', encoding)
      body.set('file', content instanceof Blob ? content : new Blob([content]), fileName ?? 'novel.txt')
      return json('PUT', project(projectId, '/novel'), novelSchema, { body, large: true, ...options })
    },

    /** Reads the file of the novel again, in another encoding. */
    rereadNovel: (projectId: string, encoding: NovelEncoding, options?: RequestOptions) =>
      json('POST', project(projectId, '/novel/reread'), novelSchema, { json: { encoding }, large: true, ...options }),

    getNovel: (projectId: string, options?: RequestOptions) =>
      json('GET', project(projectId, '/novel'), novelSchema, options),

    /** The normalised text of the novel, one paragraph a line. */
    getNovelText: (projectId: string, options?: RequestOptions) =>
      send('GET', project(projectId, '/novel/text'), (response) => response.text(), {
        headers: { accept: 'text/plain' },
        large: true,
        ...options,
      }),

    /** The address of the normalised text, for a link that downloads it. */
    novelTextUrl: (projectId: string) => `${baseUrl}${project(projectId, '/novel/text')}`,

    /** The address of the novel's file as it came, for a link that downloads it. */
    novelOriginalUrl: (projectId: string) => `${baseUrl}${project(projectId, '/novel/original')}`,

    /** The novel's file as it came, with its media type. */
    getNovelOriginal: (projectId: string, options?: RequestOptions) =>
      send('GET', project(projectId, '/novel/original'), (response) => response.blob(), {
        headers: { accept: '*/*' },
        large: true,
        ...options,
      }),

    /** One page of the lines that are marked as advertisements, in order, those restored as well. */
    listAdvertisements: (projectId: string, { limit, cursor }: PageQuery = {}, options?: RequestOptions) =>
      json('GET', project(projectId, '/novel/advertisements'), pageSchema(advertisementSchema), {
        query: { limit, cursor },
        ...options,
      }),

    /** Says of marked lines, or with null of all, whether they belong to the story after all. */
    patchAdvertisements: (projectId: string, request: PatchAdvertisementsRequest, options?: RequestOptions) =>
      json('PATCH', project(projectId, '/novel/advertisements'), novelSchema, { json: request, ...options }),

    /** The chapters with their version, which a change of them is to name. */
    getChapters: (projectId: string, options?: RequestOptions) =>
      json('GET', project(projectId, '/chapters'), chapterListSchema, options),

    listChapters: async (projectId: string, options?: RequestOptions) =>
      (await json('GET', project(projectId, '/chapters'), chapterListSchema, options)).items,

    /** Renames, merges and splits chapters: says where each begins. With null they are again as they were found in the text. */
    putChapters: (projectId: string, request: PutChaptersRequest, options?: RequestOptions) =>
      json('PUT', project(projectId, '/chapters'), chapterListSchema, { json: request, large: true, ...options }),

    /** All episodes in order, the unwritten ones with `content: null`. */
    listEpisodes: async (projectId: string, options?: RequestOptions) =>
      (await json('GET', project(projectId, '/episodes'), listOf(episodeSchema), options)).items,

    /** The cast, most important first, then those who are kept aside from it. */
    listCharacters: async (projectId: string, options?: RequestOptions) =>
      (await json('GET', project(projectId, '/characters'), listOf(characterSchema), options)).items,

    /** Everything that came out of the project, in one document. */
    getResult: (projectId: string, options?: RequestOptions) =>
      json('GET', project(projectId, '/result'), resultSchema, { large: true, ...options }),

    getEpisode: (episodeId: string, options?: RequestOptions) =>
      json('GET', `/api/episodes/${encodeURIComponent(episodeId)}`, episodeSchema, options),

    getCharacter: (characterId: string, options?: RequestOptions) =>
      json('GET', `/api/characters/${encodeURIComponent(characterId)}`, characterSchema, options),

    /** Takes somebody out of the cast, or brings them back; changes how they are to be drawn. */
    patchCharacter: (characterId: string, request: PatchCharacterRequest, options?: RequestOptions) =>
      json('PATCH', `/api/characters/${encodeURIComponent(characterId)}`, characterSchema, {
        json: request,
        ...options,
      }),

    getImage: (imageId: string, options?: RequestOptions) => json('GET', image(imageId), imageSchema, options),

    /** Makes a picture the one of its look that is shown, and gives the character. Choosing the one of before takes that back. */
    chooseImage: (imageId: string, options?: RequestOptions) =>
      json('POST', image(imageId, '/choose'), characterSchema, options),

    /** Deletes a picture. When it was the chosen one of its look, the newest of the others is chosen. */
    deleteImage: (imageId: string, options?: RequestOptions) => send('DELETE', image(imageId), nothing, options),

    imageUrl,

    /** The bytes of a picture, with its media type. */
    getImageFile: (picture: { url: string } | string, options?: RequestOptions) => {
      const url = typeof picture === 'string' ? picture : picture.url
      return send('GET', url, (response) => response.blob(), {
        headers: { accept: 'image/*' },
        large: true,
        ...options,
      })
    },
  }
}
