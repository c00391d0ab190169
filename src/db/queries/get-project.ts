import { and, eq } from 'drizzle-orm'
import type { Project } from '../../contracts/entities.ts'
import { CineqoError } from '../../contracts/errors.ts'
import type { Queryable } from '../client.ts'
import { novels, projects, spendings } from '../schema.ts'
import { projectColumns, toProject } from './project-views.ts'

/** A project of the user. Throws `not_found`. */
export async function getProject(db: Queryable, ids: { projectId: string; userId: string }): Promise<Project> {
  const [row] = await db
    .select(projectColumns)
    .from(projects)
    .leftJoin(novels, eq(novels.id, projects.novelId))
    .leftJoin(spendings, eq(spendings.subjectId, projects.id))
    .where(and(eq(projects.id, ids.projectId), eq(projects.userId, ids.userId)))
  if (!row) throw new CineqoError('not_found', { what: 'project' })
  return toProject(row)
}
