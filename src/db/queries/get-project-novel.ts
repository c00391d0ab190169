import { and, eq } from 'drizzle-orm'
import type { Novel } from '../../contracts/entities.ts'
import { CineqoError } from '../../contracts/errors.ts'
import type { Queryable } from '../client.ts'
import { novels, projects } from '../schema.ts'
import { advertisementCount, chapterCount, toNovel } from './project-views.ts'

export interface StoredNovel {
  novel: Novel
  storageKey: string
  originalKey: string | null
  chaptersByHand: boolean
}

/** The novel that a project adapts; null while it has none. Throws `not_found` for the project. */
export async function getProjectNovel(
  db: Queryable,
  ids: { projectId: string; userId: string },
): Promise<StoredNovel | null> {
  const [row] = await db
    .select({ novel: novels, chapters: chapterCount, advertisements: advertisementCount })
    .from(projects)
    .leftJoin(novels, eq(novels.id, projects.novelId))
    .where(and(eq(projects.id, ids.projectId), eq(projects.userId, ids.userId)))
  if (!row) throw new CineqoError('not_found', { what: 'project' })
  if (!row.novel) return null
  return {
    novel: toNovel(row.novel, { chapters: row.chapters, advertisements: row.advertisements }),
    storageKey: row.novel.storageKey,
    originalKey: row.novel.originalKey,
    chaptersByHand: row.novel.chaptersByHand,
  }
}
