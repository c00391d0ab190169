import { and, eq, exists, sql } from 'drizzle-orm'
import { CineqoError } from '../../contracts/errors.ts'
import type { Queryable } from '../client.ts'
import { characters, projects } from '../schema.ts'

/** Takes a character out of the cast, or brings one back, by the word of a person, which extractions keep to. Throws `not_found`. */
export async function setCharacterAside(
  db: Queryable,
  ids: { characterId: string; userId: string },
  setAside: boolean,
): Promise<void> {
  const owned = db
    .select({ id: projects.id })
    .from(projects)
    .where(and(eq(projects.id, characters.projectId), eq(projects.userId, ids.userId)))
  const changed = await db
    .update(characters)
    .set({ setAsideReason: setAside ? 'by_hand' : null, decidedByHand: true, updatedAt: sql`now()` })
    .where(and(eq(characters.id, ids.characterId), exists(owned)))
    .returning({ id: characters.id })
  if (changed.length === 0) throw new CineqoError('not_found', { what: 'character' })
}
