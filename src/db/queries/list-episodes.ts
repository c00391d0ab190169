import { and, asc, eq } from 'drizzle-orm'
import type { Episode } from '../../contracts/entities.ts'
import type { Queryable } from '../client.ts'
import { episodes, novels, projects } from '../schema.ts'
import { toEpisode } from './episode-views.ts'

/** Episodes of the division that the project shows, in order. Empty before the novel was divided. */
export async function listEpisodes(db: Queryable, ids: { projectId: string; userId: string }): Promise<Episode[]> {
  const rows = await db
    .select({ episode: episodes })
    .from(projects)
    .innerJoin(novels, eq(novels.id, projects.novelId))
    .innerJoin(episodes, eq(episodes.splitId, novels.splitId))
    .where(and(eq(projects.id, ids.projectId), eq(projects.userId, ids.userId)))
    .orderBy(asc(episodes.number))
  return rows.map(({ episode }) => toEpisode(episode))
}
