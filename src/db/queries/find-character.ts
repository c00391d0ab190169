import { and, eq } from 'drizzle-orm'
import type { Queryable } from '../client.ts'
import { characters, projects } from '../schema.ts'

export interface CharacterWithProject {
  character: typeof characters.$inferSelect
  project: typeof projects.$inferSelect
}

/** A character of a project with what a painter needs to know. Undefined when there is none. */
export async function findCharacter(
  db: Queryable,
  { characterId, projectId }: { characterId: string; projectId: string },
): Promise<CharacterWithProject | undefined> {
  const [found] = await db
    .select({ character: characters, project: projects })
    .from(characters)
    .innerJoin(projects, eq(projects.id, characters.projectId))
    .where(and(eq(characters.id, characterId), eq(characters.projectId, projectId)))
  return found
}
