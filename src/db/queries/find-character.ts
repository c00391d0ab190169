import { and, eq } from 'drizzle-orm'
import type { Queryable } from '../client.ts'
import { characters, images, projects } from '../schema.ts'

export interface CharacterWithProject {
  character: typeof characters.$inferSelect
  project: typeof projects.$inferSelect
  /** Whether a picture of the character exists. */
  drawn: boolean
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
  if (!found) return undefined
  const [image] = await db.select({ id: images.id }).from(images).where(eq(images.characterId, characterId)).limit(1)
  return { ...found, drawn: image !== undefined }
}
