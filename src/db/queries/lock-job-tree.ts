import { and, asc, desc, eq, inArray, ne, type SQL } from 'drizzle-orm'
import type { DatabaseTransaction } from '../client.ts'
import { jobItems, jobs } from '../schema.ts'
import type { JobRow } from '../views.ts'

/**
 * Holds a job and all jobs below it until the transaction ends, and returns them, the root first; empty when the root is gone. Rows are
 * locked as activities lock them, items first and then from the leaves to the root, so nobody waits in a circle.
 */
export async function lockJobTree(
  tx: DatabaseTransaction,
  rootId: string,
  strength: 'update' | 'no key update',
): Promise<JobRow[]> {
  // Jobs nest three deep: adaptation, extraction, image.
  const levels: string[][] = [[rootId]]
  for (let level = levels[0] ?? []; level.length > 0; ) {
    const children = await tx.select({ id: jobs.id }).from(jobs).where(inArray(jobs.parentId, level))
    level = children.map(({ id }) => id)
    if (level.length > 0) levels.push(level)
  }
  // A deletion takes the finished items along, too.
  if (strength === 'update') await lockItems(tx, levels.flat(), undefined)
  else await lockOpenItems(tx, levels.flat())
  const locked: JobRow[] = []
  for (const level of levels.reverse()) {
    const rows = await tx.select().from(jobs).where(inArray(jobs.id, level)).orderBy(asc(jobs.id)).for(strength)
    locked.unshift(...rows)
  }
  return locked[0]?.id === rootId ? locked : []
}

/** Holds all jobs of a project with their items, to delete them, and returns their ids. Parts are stored after what they are parts of, and ids rise with time. */
export async function lockJobsOfProject(tx: DatabaseTransaction, projectId: string): Promise<string[]> {
  const ofProject = eq(jobs.projectId, projectId)
  const found = await tx.select({ id: jobs.id }).from(jobs).where(ofProject)
  await lockItems(
    tx,
    found.map(({ id }) => id),
    undefined,
  )
  const locked = await tx.select({ id: jobs.id }).from(jobs).where(ofProject).orderBy(desc(jobs.id)).for('update')
  return locked.map(({ id }) => id)
}

/** Holds the items of jobs that are not completed. */
export async function lockOpenItems(tx: DatabaseTransaction, jobIds: string[]): Promise<void> {
  await lockItems(tx, jobIds, ne(jobItems.status, 'completed'))
}

async function lockItems(tx: DatabaseTransaction, jobIds: string[], condition: SQL | undefined): Promise<void> {
  await tx
    .select({ id: jobItems.id })
    .from(jobItems)
    .where(and(inArray(jobItems.jobId, jobIds), condition))
    .orderBy(asc(jobItems.id))
    .for('no key update')
}

/** Holds a job and then the jobs that it is a part of, from the part to the whole. */
export async function lockJobsAbove(tx: DatabaseTransaction, jobId: string): Promise<void> {
  for (let id: string | null | undefined = jobId; id; ) {
    const [job]: { parentId: string | null }[] = await tx
      .select({ parentId: jobs.parentId })
      .from(jobs)
      .where(eq(jobs.id, id))
      .for('no key update')
    id = job?.parentId
  }
}

/** Holds the parts of a job that wait to be started, with the parts of those, and returns their ids. */
export async function lockPendingParts(tx: DatabaseTransaction, jobId: string): Promise<string[]> {
  const found: string[] = []
  for (let level = [jobId]; level.length > 0; ) {
    const parts = await tx
      .select({ id: jobs.id })
      .from(jobs)
      .where(and(inArray(jobs.parentId, level), eq(jobs.status, 'pending')))
      .orderBy(asc(jobs.id))
      .for('no key update')
    level = parts.map(({ id }) => id)
    found.push(...level)
  }
  return found
}
