import { and, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Waiting } from '../../contracts/job.ts'
import { liveJobStatuses } from '../../contracts/statuses.ts'
import type { Queryable } from '../client.ts'
import { jobs } from '../schema.ts'

/** Says of live jobs that they wait for a worker, or with null that they no longer do. A job that waits for something else keeps that. */
export async function setNoWorker(db: Queryable, jobIds: string[], waiting: Waiting | null): Promise<void> {
  await db
    .update(jobs)
    .set({ waiting })
    .where(
      and(
        inArray(jobs.id, jobIds),
        inArray(jobs.status, liveJobStatuses),
        or(isNull(jobs.waiting), sql`${jobs.waiting} ->> 'reason' = 'no_worker'`),
      ),
    )
}
