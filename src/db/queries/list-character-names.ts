import { and, eq, inArray } from 'drizzle-orm'
import type { Queryable } from '../client.ts'
import { characters, projects } from '../schema.ts'

/** Names and novels of those of the given characters that belong to the project and the user. */
export async function listCharacterNames(
  db: Queryable,
  ids: { characterIds: string[]; projectId: string; userId: string },
): Promise<{ id: string; name: string; novelId: string }[]> {
  return db
    .select({ id: characters.id, name: characters.name, novelId: characters.novelId })
    .from(characters)
    .innerJoin(projects, eq(projects.id, characters.projectId))
    .where(
      and(inArray(characters.id, ids.characterIds), eq(projects.id, ids.projectId), eq(projects.userId, ids.userId)),
    )
}
