import { and, eq, inArray, ne, notExists } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { CineqoError } from '../../contracts/errors.ts'
import { liveJobStatuses } from '../../contracts/statuses.ts'
import { inTransaction, type Queryable } from '../client.ts'
import { images, jobs, novels, projects } from '../schema.ts'
import { lockProject } from './lock-project.ts'

/**
 * Deletes a project with its novels, jobs and all that came out of it, and returns the keys of the files that nothing refers to any more.
 * Throws `not_found`, or `job_live` while a job of the project has work to do.
 */
export async function deleteProject(db: Queryable, ids: { projectId: string; userId: string }): Promise<string[]> {
  return inTransaction(db, async (tx) => {
    await lockProject(tx, ids)
    const [live] = await tx
      .select({ id: jobs.id })
      .from(jobs)
      .where(and(eq(jobs.userId, ids.userId), eq(jobs.projectId, ids.projectId), inArray(jobs.status, liveJobStatuses)))
      .limit(1)
    if (live) throw new CineqoError('job_live')

    const elsewhere = alias(novels, 'elsewhere')
    const texts = await tx
      .select({ key: novels.storageKey })
      .from(novels)
      .where(
        and(
          eq(novels.projectId, ids.projectId),
          notExists(
            tx
              .select({ id: elsewhere.id })
              .from(elsewhere)
              .where(and(eq(elsewhere.storageKey, novels.storageKey), ne(elsewhere.projectId, ids.projectId))),
          ),
        ),
      )
    const pictures = await tx.select({ key: images.storageKey }).from(images).where(eq(images.projectId, ids.projectId))
    await tx.delete(projects).where(eq(projects.id, ids.projectId))
    return [...new Set([...texts, ...pictures].map(({ key }) => key))]
  })
}
