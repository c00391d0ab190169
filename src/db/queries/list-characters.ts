import { and, asc, eq, sql } from 'drizzle-orm'
import type { Character } from '../../contracts/entities.ts'
import type { Queryable } from '../client.ts'
import { characters, projects } from '../schema.ts'
import { withImages } from './character-views.ts'

/** Characters of the project's novel: the cast, most important first, then those kept aside. */
export async function listCharacters(db: Queryable, ids: { projectId: string; userId: string }): Promise<Character[]> {
  const rows = await db
    .select({ character: characters })
    .from(projects)
    .innerJoin(characters, eq(characters.novelId, projects.novelId))
    .where(and(eq(projects.id, ids.projectId), eq(projects.userId, ids.userId)))
    .orderBy(sql`${characters.setAsideReason} IS NOT NULL`, asc(characters.rank), asc(characters.id))
  return withImages(
    db,
    rows.map(({ character }) => character),
  )
}
