import { and, eq, inArray } from 'drizzle-orm'
import { CineqoError } from '../../contracts/errors.ts'
import { isLive } from '../../contracts/statuses.ts'
import { type DatabaseTransaction, inTransaction, type Queryable } from '../client.ts'
import { jobs } from '../schema.ts'

/**
 * Deletes an ended job with its items and with the jobs that are parts of it. What they made stays. Throws `not_found`, `job_live` when it or
 * a part of it has work to do, and `job_of_parent` for a part of a job that has.
 */
export async function deleteJob(db: Queryable, ids: { jobId: string; userId: string }): Promise<void> {
  await inTransaction(db, async (tx) => {
    const [job] = await tx
      .select({ status: jobs.status, parentId: jobs.parentId })
      .from(jobs)
      .where(and(eq(jobs.id, ids.jobId), eq(jobs.userId, ids.userId)))
      .for('update')
    if (!job) throw new CineqoError('not_found', { what: 'job' })
    if (isLive(job.status)) throw new CineqoError('job_live')
    if (job.parentId) await refuseLiveParent(tx, job.parentId)
    const tree = await lockTree(tx, ids.jobId)
    await tx.delete(jobs).where(inArray(jobs.id, tree))
  })
}

async function refuseLiveParent(tx: DatabaseTransaction, parentId: string): Promise<void> {
  const [parent] = await tx.select({ status: jobs.status }).from(jobs).where(eq(jobs.id, parentId))
  if (parent && isLive(parent.status)) throw new CineqoError('job_of_parent', { parentId })
}

/** The job and all below it. Jobs nest three deep: adaptation, extraction, image. */
async function lockTree(tx: DatabaseTransaction, rootId: string): Promise<string[]> {
  const tree = [rootId]
  let level = [rootId]
  while (level.length > 0) {
    const children = await tx
      .select({ id: jobs.id, status: jobs.status })
      .from(jobs)
      .where(inArray(jobs.parentId, level))
      .for('update')
    if (children.some(({ status }) => isLive(status))) throw new CineqoError('job_live')
    level = children.map(({ id }) => id)
    tree.push(...level)
  }
  return tree
}
