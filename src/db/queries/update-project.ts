import { and, eq, sql } from 'drizzle-orm'
import type { UpdateProjectRequest } from '../../contracts/entities.ts'
import { CineqoError } from '../../contracts/errors.ts'
import type { Queryable } from '../client.ts'
import { projects } from '../schema.ts'

/** Changes what is given and leaves the rest. Throws `not_found`. */
export async function updateProject(
  db: Queryable,
  ids: { projectId: string; userId: string },
  change: UpdateProjectRequest,
): Promise<void> {
  const updated = await db
    .update(projects)
    .set({ ...change, updatedAt: sql`now()` })
    .where(and(eq(projects.id, ids.projectId), eq(projects.userId, ids.userId)))
    .returning({ id: projects.id })
  if (updated.length === 0) throw new CineqoError('not_found', { what: 'project' })
}
