import { eq, inArray } from 'drizzle-orm'
import { CineqoError } from '../../contracts/errors.ts'
import { isLive } from '../../contracts/statuses.ts'
import { type DatabaseTransaction, inTransaction, type Queryable } from '../client.ts'
import { jobs } from '../schema.ts'
import { deleteSpendings } from './delete-spendings.ts'
import { lockJobTree } from './lock-job-tree.ts'
import { giveUpCalls } from './settle-provider-call.ts'

/**
 * Deletes an ended job with its items and with the jobs that are parts of it, and returns the keys of the files that only it had, for
 * `releaseFiles`. What they made stays. Throws `not_found`, `job_live` when it or
 * a part of it has work to do, and `job_of_parent` for a part of a job that has.
 */
export async function deleteJob(db: Queryable, ids: { jobId: string; userId: string }): Promise<string[]> {
  return inTransaction(db, async (tx) => {
    const tree = await lockJobTree(tx, ids.jobId, 'update')
    const [job] = tree
    if (!job || job.userId !== ids.userId) throw new CineqoError('not_found', { what: 'job' })
    if (tree.some(({ status }) => isLive(status))) throw new CineqoError('job_live')
    if (job.parentId) await refuseLiveParent(tx, job.parentId)
    const treeIds = tree.map(({ id }) => id)
    const keptFiles = await giveUpCalls(tx, treeIds)
    await tx.delete(jobs).where(inArray(jobs.id, treeIds))
    await deleteSpendings(tx, treeIds)
    return keptFiles
  })
}

async function refuseLiveParent(tx: DatabaseTransaction, parentId: string): Promise<void> {
  const [parent] = await tx.select({ status: jobs.status }).from(jobs).where(eq(jobs.id, parentId))
  if (parent && isLive(parent.status)) throw new CineqoError('job_of_parent', { parentId })
}
