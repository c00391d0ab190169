import { sql } from 'drizzle-orm'
import type { JobType } from '../../contracts/job-types.ts'
import type { Queryable } from '../client.ts'

/** A bound on one reading; what is beyond it comes when those before go on. */
const mostJobs = 200

/**
 * Jobs of all users that say that they wait for a budget although the money is there, in every budget that they count in: it was raised, or others let go
 * what was held back for them, and nobody told their workflows. For the engine's own side.
 */
export async function listFundedJobs(db: Queryable): Promise<{ jobId: string; type: JobType }[]> {
  const { rows } = await db.execute<{ jobId: string; type: JobType }>(sql`
    WITH RECURSIVE waiting AS (
      SELECT id, type, project_id, parent_id, (waiting -> 'params' ->> 'neededUsd')::numeric AS needed_usd
      FROM job WHERE status = 'processing' AND waiting ->> 'reason' = 'budget'
    ), subject AS (
      SELECT id AS job_id, id AS subject_id, parent_id FROM waiting
      UNION ALL
      SELECT job_id, job.id, job.parent_id FROM job JOIN subject ON job.id = subject.parent_id
    )
    SELECT id AS "jobId", type FROM waiting
    WHERE NOT EXISTS (
      SELECT FROM spending
      WHERE budget_usd - spent_usd - uncertain_usd - reserved_usd < needed_usd
        AND (subject_id = waiting.project_id OR subject_id IN (SELECT subject_id FROM subject WHERE job_id = waiting.id)))
    LIMIT ${mostJobs}`)
  return rows
}
