import { and, eq } from 'drizzle-orm'
import type { Character } from '../../contracts/entities.ts'
import { CineqoError } from '../../contracts/errors.ts'
import type { Queryable } from '../client.ts'
import { characters, projects } from '../schema.ts'
import { withImages } from './character-views.ts'

/** A character of the user with its images. Throws `not_found`. */
export async function getCharacter(db: Queryable, ids: { characterId: string; userId: string }): Promise<Character> {
  const rows = await db
    .select({ character: characters })
    .from(characters)
    .innerJoin(projects, eq(projects.id, characters.projectId))
    .where(and(eq(characters.id, ids.characterId), eq(projects.userId, ids.userId)))
  const [character] = await withImages(
    db,
    rows.map((row) => row.character),
  )
  if (!character) throw new CineqoError('not_found', { what: 'character' })
  return character
}
