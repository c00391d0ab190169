import { and, eq } from 'drizzle-orm'
import { type JobType, workflowIdOf } from '../../contracts/job-types.ts'
import type { Queryable } from '../client.ts'
import { jobs } from '../schema.ts'
import type { JobRow } from '../views.ts'

export interface NewJob {
  id: string
  userId: string
  projectId: string
  novelId: string | null
  type: JobType
  input: Record<string, unknown>
  label?: string
  /** Set for a part of another job; `parentKey` says which part. */
  parentId?: string
  parentKey?: string
  idempotencyKey?: string
}

/**
 * Stores a job, to be started. When the user already used the idempotency key, or the parent already has that part, nothing is stored and
 * the job of then is returned with `created: false`.
 */
export async function insertJob(db: Queryable, job: NewJob): Promise<{ job: JobRow; created: boolean }> {
  const [inserted] = await db
    .insert(jobs)
    .values({ ...job, workflowId: workflowIdOf(job.type, job.id) })
    .onConflictDoNothing()
    .returning()
  if (inserted) return { job: inserted, created: true }

  const known =
    job.parentId && job.parentKey
      ? and(eq(jobs.parentId, job.parentId), eq(jobs.parentKey, job.parentKey))
      : job.idempotencyKey
        ? and(eq(jobs.userId, job.userId), eq(jobs.idempotencyKey, job.idempotencyKey))
        : eq(jobs.id, job.id)
  const [existing] = await db.select().from(jobs).where(known)
  if (!existing) throw new Error(`Job ${job.id} conflicts with a job that can't be found.`)
  return { job: existing, created: false }
}
