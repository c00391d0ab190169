import { and, asc, eq, gt } from 'drizzle-orm'
import type { JobItem } from '../../contracts/job.ts'
import type { Queryable } from '../client.ts'
import { jobItems } from '../schema.ts'
import { toJobItem } from '../views.ts'

/** Items of a job in the order they were planned. The caller has looked up the job with its owner. */
export async function listJobItems(
  db: Queryable,
  filter: { jobId: string; limit: number; after?: string | undefined },
): Promise<JobItem[]> {
  const rows = await db
    .select()
    .from(jobItems)
    .where(
      and(eq(jobItems.jobId, filter.jobId), filter.after === undefined ? undefined : gt(jobItems.id, filter.after)),
    )
    .orderBy(asc(jobItems.id))
    .limit(filter.limit)
  return rows.map(toJobItem)
}
