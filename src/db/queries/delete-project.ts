import { eq } from 'drizzle-orm'
import { CineqoError } from '../../contracts/errors.ts'
import { inTransaction, type Queryable } from '../client.ts'
import { images, novels, projects } from '../schema.ts'
import { deleteSpendings } from './delete-spendings.ts'
import { findLiveJob } from './find-live-job.ts'
import { lockJobsOfProject } from './lock-job-tree.ts'
import { lockProject } from './lock-project.ts'
import { giveUpCalls } from './settle-provider-call.ts'

/**
 * Deletes a project with its novels, jobs and all that came out of it, and returns the keys of the files that it had, for `releaseFiles`: other
 * projects may have the same ones. Its paid calls stay on record. Throws `not_found`, or `job_live` while a job of the project has work to do.
 */
export async function deleteProject(db: Queryable, ids: { projectId: string; userId: string }): Promise<string[]> {
  return inTransaction(db, async (tx) => {
    await lockProject(tx, ids)
    if (await findLiveJob(tx, ids)) throw new CineqoError('job_live')
    const texts = await tx
      .select({ text: novels.storageKey, original: novels.originalKey })
      .from(novels)
      .where(eq(novels.projectId, ids.projectId))
    const pictures = await tx
      .select({ picture: images.storageKey, thumbnail: images.thumbnailKey })
      .from(images)
      .where(eq(images.projectId, ids.projectId))
    const jobIds = await lockJobsOfProject(tx, ids.projectId)
    const keptFiles = await giveUpCalls(tx, jobIds)
    await tx.delete(projects).where(eq(projects.id, ids.projectId))
    await deleteSpendings(tx, [ids.projectId, ...jobIds])
    const keys = [
      ...keptFiles,
      ...texts.flatMap(({ text, original }) => [text, original]),
      ...pictures.flatMap(({ picture, thumbnail }) => [picture, thumbnail]),
    ]
    return [...new Set(keys.filter((key) => key !== null))]
  })
}
