/** Projects, their novel, and what comes out of them. */
import { z } from 'zod'
import {
  type CreateProjectRequest,
  characterSchema,
  episodeSchema,
  imageSchema,
  novelSchema,
  pageSchema,
  projectSchema,
  resultSchema,
  type UpdateProjectRequest,
} from '../contracts/entities.ts'
import { chapterSchema } from '../contracts/text.ts'
import type { RequestOptions, Transport } from './transport.ts'

/** Where a list goes on: `cursor` is the `nextCursor` of the page before. */
export interface PageQuery {
  limit?: number
  cursor?: string
}

const listOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item) })

export function projectMethods({ baseUrl, json, send }: Transport) {
  const project = (id: string, rest = '') => `/api/projects/${encodeURIComponent(id)}${rest}`
  const nothing = async () => {}

  /** The address of a picture's bytes: absolute with a `baseUrl`, else on the page's own origin. */
  function imageUrl(image: { url: string } | string): string {
    const url = typeof image === 'string' ? image : image.url
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

    /**
     * Gives a project its novel, or replaces it. A string is sent as it is; bytes are sent as a file, and the API finds their encoding.
     * Sending the same text again changes nothing.
     */
    putNovel: (
      projectId: string,
      content: string | Blob | Uint8Array<ArrayBuffer>,
      { fileName, ...options }: RequestOptions & { fileName?: string } = {},
    ) => {
      if (typeof content === 'string') {
        return json('PUT', project(projectId, '/novel'), novelSchema, {
          json: { content, fileName },
          large: true,
          ...options,
        })
      }
      const body = new FormData()
      body.set('file', content instanceof Blob ? content : new Blob([content]), fileName ?? 'novel.txt')
      return json('PUT', project(projectId, '/novel'), novelSchema, { body, large: true, ...options })
    },

    getNovel: (projectId: string, options?: RequestOptions) =>
      json('GET', project(projectId, '/novel'), novelSchema, options),

    /** The normalised text of the novel, one paragraph a line. */
    getNovelText: (projectId: string, options?: RequestOptions) =>
      send('GET', project(projectId, '/novel/text'), (response) => response.text(), {
        headers: { accept: 'text/plain' },
        large: true,
        ...options,
      }),

    listChapters: async (projectId: string, options?: RequestOptions) =>
      (await json('GET', project(projectId, '/chapters'), listOf(chapterSchema), options)).items,

    /** All episodes in order, the unwritten ones with `content: null`. */
    listEpisodes: async (projectId: string, options?: RequestOptions) =>
      (await json('GET', project(projectId, '/episodes'), listOf(episodeSchema), options)).items,

    /** The cast, most important first. */
    listCharacters: async (projectId: string, options?: RequestOptions) =>
      (await json('GET', project(projectId, '/characters'), listOf(characterSchema), options)).items,

    /** Everything that came out of the project, in one document. */
    getResult: (projectId: string, options?: RequestOptions) =>
      json('GET', project(projectId, '/result'), resultSchema, { large: true, ...options }),

    getEpisode: (episodeId: string, options?: RequestOptions) =>
      json('GET', `/api/episodes/${encodeURIComponent(episodeId)}`, episodeSchema, options),

    getCharacter: (characterId: string, options?: RequestOptions) =>
      json('GET', `/api/characters/${encodeURIComponent(characterId)}`, characterSchema, options),

    getImage: (imageId: string, options?: RequestOptions) =>
      json('GET', `/api/images/${encodeURIComponent(imageId)}`, imageSchema, options),

    imageUrl,

    /** The bytes of a picture, with its media type. */
    getImageFile: (image: { url: string } | string, options?: RequestOptions) => {
      const url = typeof image === 'string' ? image : image.url
      return send('GET', url, (response) => response.blob(), {
        headers: { accept: 'image/*' },
        large: true,
        ...options,
      })
    },
  }
}
