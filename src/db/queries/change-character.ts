import { and, eq, exists, sql } from 'drizzle-orm'
import type { PatchCharacterRequest } from '../../contracts/entities.ts'
import { CineqoError } from '../../contracts/errors.ts'
import type { Queryable } from '../client.ts'
import { characters, projects } from '../schema.ts'

/**
 * Changes a character by the word of a person, which extractions keep to: takes them out of the cast or brings them back, and says how they are to
 * be drawn. With null, what was written stays until the next extraction. Throws `not_found`.
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
      // What a model invented is marked in its own words alone.
      ...(typeof appearance === 'string' && { appearance, invented: [] }),
      ...(appearance !== undefined && { appearanceByHand: appearance !== null }),
      ...(typeof prompt === 'string' && { prompt }),
      ...(prompt !== undefined && { promptByHand: prompt !== null }),
      updatedAt: sql`now()`,
    })
    .where(and(eq(characters.id, ids.characterId), exists(owned)))
    .returning({ id: characters.id })
  if (changed.length === 0) throw new CineqoError('not_found', { what: 'character' })
}
