import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Waiting } from '../../contracts/job.ts'
import { liveJobStatuses } from '../../contracts/statuses.ts'
import type { Queryable } from '../client.ts'
import { jobs } from '../schema.ts'

/** Says of a live job that it waits for its lane to open, unless it waits for a person. Items that wait for the same say it once. */
export async function setLaneClosed(
  db: Queryable,
  jobId: string,
  lane: { until: Date; detail: string },
): Promise<void> {
  const waiting: Waiting = { reason: 'lane_closed', until: lane.until.toISOString(), detail: lane.detail }
  await db
    .update(jobs)
    .set({ waiting })
    .where(
      and(
        eq(jobs.id, jobId),
        inArray(jobs.status, liveJobStatuses),
        sql`${jobs.waiting} ->> 'until' IS DISTINCT FROM ${waiting.until}::text`,
        sql`${jobs.waiting} ->> 'reason' IS DISTINCT FROM 'budget'`,
      ),
    )
}
