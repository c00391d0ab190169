import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Waiting } from '../../contracts/job.ts'
import { liveJobStatuses } from '../../contracts/statuses.ts'
import { inTransaction, type Queryable } from '../client.ts'
import { jobItems, jobs } from '../schema.ts'

/**
 * Notes that an attempt failed and why, and that the job waits for the next one, unless it waits for a person. Returns how often the item failed for this cause, this time
 * included; 0 when the item is gone.
 */
export async function noteItemFailure(
  db: Queryable,
  failure: { itemId: string; cause: string; waiting: Waiting },
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const [item] = await tx
      .update(jobItems)
      .set({
        failures: sql`jsonb_set(${jobItems.failures}, ARRAY[${failure.cause}]::text[],
          to_jsonb(coalesce((${jobItems.failures} ->> ${failure.cause}::text)::int, 0) + 1))`,
      })
      .where(eq(jobItems.id, failure.itemId))
      .returning({ jobId: jobItems.jobId, failures: jobItems.failures })
    if (!item) return 0
    await tx
      .update(jobs)
      .set({ waiting: failure.waiting })
      .where(
        and(
          eq(jobs.id, item.jobId),
          inArray(jobs.status, liveJobStatuses),
          sql`${jobs.waiting} ->> 'reason' IS DISTINCT FROM 'budget'`,
        ),
      )
    return item.failures[failure.cause] ?? 0
  })
}
