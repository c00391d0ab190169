import { and, eq, sql } from 'drizzle-orm'
import type { Phase } from '../../contracts/job-types.ts'
import type { Queryable } from '../client.ts'
import { jobs } from '../schema.ts'

/** Shows the phase that a job is in. */
export async function enterJobPhase(db: Queryable, jobId: string, phase: Phase): Promise<void> {
  await db
    .update(jobs)
    .set({ phase })
    .where(and(eq(jobs.id, jobId), sql`${jobs.phase} IS DISTINCT FROM ${phase}`))
}
