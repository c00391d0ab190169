/** `GET /api/projects/:id/result`: everything that came out of a project in one document, the one that `cineqo run` prints. */
import { Router } from 'express'
import type { Result } from '../../contracts/entities.ts'
import { CineqoError } from '../../contracts/errors.ts'
import { findNewestRootJob } from '../../db/queries/find-newest-root-job.ts'
import { getProjectNovel } from '../../db/queries/get-project-novel.ts'
import { listChapters } from '../../db/queries/list-chapters.ts'
import { listCharacters } from '../../db/queries/list-characters.ts'
import { listEpisodes } from '../../db/queries/list-episodes.ts'
import { type ApiContext, projectIdsOf } from '../context.ts'
import { resource } from '../resource.ts'

export function resultRoutes(context: ApiContext): Router {
  const { db } = context.database
  const router = Router()

  resource(router, '/projects/:projectId/result', {
    get: async (request, response) => {
      const ids = projectIdsOf(context, request)
      const stored = await getProjectNovel(db, ids)
      if (!stored) throw new CineqoError('novel_missing')
      const [jobId, chapters, episodes, characters] = await Promise.all([
        findNewestRootJob(db, ids),
        listChapters(db, stored.novel.id),
        listEpisodes(db, ids),
        listCharacters(db, ids),
      ])
      const { sha256, characters: characterCount, paragraphs, report } = stored.novel
      const result: Result = {
        jobId,
        projectId: ids.projectId,
        novel: { sha256, characters: characterCount, paragraphs, report },
        chapters,
        episodes: episodes.flatMap(({ content, number, startParagraph, endParagraph }) =>
          content ? [{ number, ...content, startParagraph, endParagraph }] : [],
        ),
        characters: characters
          .filter(({ setAsideReason }) => setAsideReason === null)
          .map(({ name, aliases, importance, mentions, evidence, gender, age, isNarrator, appearance, images }) => ({
            name,
            aliases,
            importance,
            mentions,
            evidence,
            gender,
            age,
            isNarrator,
            appearance,
            image: images[0]?.url ?? null,
          })),
      }
      response.json(result)
    },
  })

  return router
}
