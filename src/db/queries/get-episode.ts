import { and, eq } from 'drizzle-orm'
import type { Episode } from '../../contracts/entities.ts'
import { CineqoError } from '../../contracts/errors.ts'
import type { Queryable } from '../client.ts'
import { episodes, projects } from '../schema.ts'
import { toEpisode } from './episode-views.ts'

/** An episode of the user. Throws `not_found`. */
export async function getEpisode(db: Queryable, ids: { episodeId: string; userId: string }): Promise<Episode> {
  const [row] = await db
    .select({ episode: episodes })
    .from(episodes)
    .innerJoin(projects, eq(projects.id, episodes.projectId))
    .where(and(eq(episodes.id, ids.episodeId), eq(projects.userId, ids.userId)))
  if (!row) throw new CineqoError('not_found', { what: 'episode' })
  return toEpisode(row.episode)
}
