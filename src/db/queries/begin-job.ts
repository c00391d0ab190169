import { eq, sql } from 'drizzle-orm'
import { CineqoError } from '../../contracts/errors.ts'
import { jobCatalogue } from '../../contracts/job-types.ts'
import { isLive } from '../../contracts/statuses.ts'
import { inTransaction, type Queryable } from '../client.ts'
import { jobs } from '../schema.ts'
import type { JobRow } from '../views.ts'

/**
 * Notes that a workflow works on the job. A job that had ended is taken up again: somebody reset its workflow. Throws `not_found` when the
 * row was deleted.
 */
export async function beginJob(
  db: Queryable,
  run: { jobId: string; runId: string; provider: string },
): Promise<JobRow> {
  return inTransaction(db, async (tx) => {
    const [job] = await tx.select().from(jobs).where(eq(jobs.id, run.jobId)).for('no key update')
    if (!job) throw new CineqoError('not_found', { what: 'job' })
    if (job.status === 'processing' && job.runId === run.runId) return job
    const [begun] = await tx
      .update(jobs)
      .set({
        status: 'processing',
        runId: run.runId,
        provider: run.provider,
        phase: job.phase ?? jobCatalogue[job.type].phases[0]?.name,
        startedAt: job.startedAt ?? sql`now()`,
        waiting: null,
        ...(!isLive(job.status) && { completedAt: null, error: null, cancelRequestedAt: null }),
      })
      .where(eq(jobs.id, run.jobId))
      .returning()
    if (!begun) throw new CineqoError('not_found', { what: 'job' })
    return begun
  })
}
