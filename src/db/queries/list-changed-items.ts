import { and, eq, inArray } from 'drizzle-orm'
import type { JobItem } from '../../contracts/job.ts'
import type { Queryable } from '../client.ts'
import { jobItems, jobs } from '../schema.ts'
import { toJobItem } from '../views.ts'

/** Those of the items that belong to the users. */
export async function listChangedItems(
  db: Queryable,
  filter: { itemIds: string[]; userIds: string[] },
): Promise<{ userId: string; item: JobItem }[]> {
  const rows = await db
    .select({ userId: jobs.userId, item: jobItems })
    .from(jobItems)
    .innerJoin(jobs, eq(jobs.id, jobItems.jobId))
    .where(and(inArray(jobItems.id, filter.itemIds), inArray(jobs.userId, filter.userIds)))
  return rows.map(({ userId, item }) => ({ userId, item: toJobItem(item) }))
}
