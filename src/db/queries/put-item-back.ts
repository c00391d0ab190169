import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Waiting } from '../../contracts/job.ts'
import { liveJobStatuses } from '../../contracts/statuses.ts'
import { inTransaction, type Queryable } from '../client.ts'
import { jobItems, jobs } from '../schema.ts'

/**
 * Puts an item back among those to do that could not be worked on for want of money: the attempt is not counted, and its job says what it waits
 * for, and so do the jobs that this is a part of. Items that wait for as much say it once.
 */
export async function putItemBack(
  db: Queryable,
  { itemId, jobId, detail, params }: { itemId: string; jobId: string } & Pick<Waiting, 'detail' | 'params'>,
): Promise<void> {
  const waiting: Waiting = { reason: 'budget', until: null, detail, params }
  await inTransaction(db, async (tx) => {
    await tx
      .update(jobItems)
      .set({ status: 'pending', attempts: sql`greatest(0, ${jobItems.attempts} - 1)` })
      .where(and(eq(jobItems.id, itemId), eq(jobItems.status, 'processing')))
    for (let id: string | null | undefined = jobId; id; ) {
      await tx
        .update(jobs)
        .set({ waiting })
        .where(
          and(
            eq(jobs.id, id),
            inArray(jobs.status, liveJobStatuses),
            sql`(${jobs.waiting} ->> 'reason', ${jobs.waiting} -> 'params' ->> 'neededUsd')
              IS DISTINCT FROM (${waiting.reason}, ${params?.neededUsd ?? null}::text)`,
          ),
        )
      const [job]: { parentId: string | null }[] = await tx
        .select({ parentId: jobs.parentId })
        .from(jobs)
        .where(eq(jobs.id, id))
      id = job?.parentId
    }
  })
}
