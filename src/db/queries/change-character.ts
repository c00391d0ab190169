import { and, eq, exists, sql } from 'drizzle-orm'
import type { PatchCharacterRequest } from '../../contracts/entities.ts'
import { CineqoError } from '../../contracts/errors.ts'
import type { Queryable } from '../client.ts'
import { characters, projects } from '../schema.ts'

/**
 * Changes a character by the word of a person: takes them out of the cast or brings them back, which extractions keep to, and how they are to be
 * drawn. Throws `not_found`.
 */
export async function changeCharacter(
  db: Queryable,
  ids: { characterId: string; userId: string },
  { setAside, appearance, prompt }: PatchCharacterRequest,
): Promise<void> {
  const owned = db
    .select({ id: projects.id })
    .from(projects)
    .where(and(eq(projects.id, characters.projectId), eq(projects.userId, ids.userId)))
  const changed = await db
    .update(characters)
    .set({
      ...(setAside !== undefined && { setAsideReason: setAside ? 'by_hand' : null, decidedByHand: true }),
      ...(appearance !== undefined && { appearance }),
      ...(prompt !== undefined && { prompt }),
      updatedAt: sql`now()`,
    })
    .where(and(eq(characters.id, ids.characterId), exists(owned)))
    .returning({ id: characters.id })
  if (changed.length === 0) throw new CineqoError('not_found', { what: 'character' })
}
