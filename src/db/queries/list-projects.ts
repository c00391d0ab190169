import { and, desc, eq, lt } from 'drizzle-orm'
import type { Project } from '../../contracts/entities.ts'
import type { Queryable } from '../client.ts'
import { novels, projects, spendings } from '../schema.ts'
import { projectColumns, toProject } from './project-views.ts'

/** Projects of a user, the newest first. `before` is the id of the last one on the page before. */
export async function listProjects(
  db: Queryable,
  filter: { userId: string; name?: string | undefined; limit: number; before?: string | undefined },
): Promise<Project[]> {
  const rows = await db
    .select(projectColumns)
    .from(projects)
    .leftJoin(novels, eq(novels.id, projects.novelId))
    .leftJoin(spendings, eq(spendings.subjectId, projects.id))
    .where(
      and(
        eq(projects.userId, filter.userId),
        filter.name === undefined ? undefined : eq(projects.name, filter.name),
        filter.before === undefined ? undefined : lt(projects.id, filter.before),
      ),
    )
    .orderBy(desc(projects.id))
    .limit(filter.limit)
  return rows.map(toProject)
}
