import { and, eq } from 'drizzle-orm'
import type { StoredError } from '../../contracts/errors.ts'
import type { JobOutcomeStatus } from '../../contracts/statuses.ts'
import { inTransaction, type Queryable } from '../client.ts'
import { jobs } from '../schema.ts'
import { endJob } from './end-job.ts'

/** Ends a job whose workflow is gone, unless it was taken up again meanwhile: then `runs` is not what it was. */
export async function endLostJob(
  db: Queryable,
  end: { jobId: string; runs: number; status: JobOutcomeStatus; error?: StoredError | undefined },
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const [same] = await tx
      .select({ id: jobs.id })
      .from(jobs)
      .where(and(eq(jobs.id, end.jobId), eq(jobs.runs, end.runs)))
      .for('no key update')
    if (same) await endJob(tx, { jobId: end.jobId, status: end.status, ...(end.error && { error: end.error }) })
  })
}
