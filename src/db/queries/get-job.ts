import { and, eq } from 'drizzle-orm'
import { CineqoError } from '../../contracts/errors.ts'
import type { Job } from '../../contracts/job.ts'
import type { Queryable } from '../client.ts'
import { jobs } from '../schema.ts'
import { toJob } from '../views.ts'
import { selectJobs } from './select-jobs.ts'

/** A job of the user. Throws `not_found`. */
export async function getJob(db: Queryable, ids: { jobId: string; userId: string }): Promise<Job> {
  const [row] = await selectJobs(db).where(and(eq(jobs.id, ids.jobId), eq(jobs.userId, ids.userId)))
  if (!row) throw new CineqoError('not_found', { what: 'job' })
  return toJob(row.job, row.projectName)
}
