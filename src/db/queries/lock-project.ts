import { and, eq } from 'drizzle-orm'
import { CineqoError } from '../../contracts/errors.ts'
import type { DatabaseTransaction } from '../client.ts'
import { novels, projects } from '../schema.ts'

export interface LockedProject {
  id: string
  name: string
  novel: typeof novels.$inferSelect | null
}

/** Holds a project until the transaction ends, so that what is checked about it stays true. Throws `not_found`. */
export async function lockProject(
  tx: DatabaseTransaction,
  ids: { projectId: string; userId: string },
): Promise<LockedProject> {
  const [project] = await tx
    .select({ id: projects.id, name: projects.name, novelId: projects.novelId })
    .from(projects)
    .where(and(eq(projects.id, ids.projectId), eq(projects.userId, ids.userId)))
    .for('no key update')
  if (!project) throw new CineqoError('not_found', { what: 'project' })
  const [novel] = project.novelId ? await tx.select().from(novels).where(eq(novels.id, project.novelId)) : []
  return { id: project.id, name: project.name, novel: novel ?? null }
}
