import { and, eq, inArray } from 'drizzle-orm'
import { CineqoError } from '../../contracts/errors.ts'
import { liveJobStatuses } from '../../contracts/statuses.ts'
import { inTransaction, type Queryable } from '../client.ts'
import { images, jobs, novels, projects } from '../schema.ts'
import { lockProject } from './lock-project.ts'

/**
 * Deletes a project with its novels, jobs and all that came out of it, and returns the keys of the files that it had, for `releaseFiles`: other
 * projects may have the same ones. Throws `not_found`, or `job_live` while a job of the project has work to do.
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
    const texts = await tx
      .select({ text: novels.storageKey, original: novels.originalKey })
      .from(novels)
      .where(eq(novels.projectId, ids.projectId))
    const pictures = await tx.select({ key: images.storageKey }).from(images).where(eq(images.projectId, ids.projectId))
    await tx.delete(projects).where(eq(projects.id, ids.projectId))
    const keys = [...texts.flatMap(({ text, original }) => [text, original]), ...pictures.map(({ key }) => key)]
    return [...new Set(keys.filter((key) => key !== null))]
  })
}
