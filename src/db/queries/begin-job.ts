import { eq, sql } from 'drizzle-orm'
import { CineqoError } from '../../contracts/errors.ts'
import { jobCatalogue } from '../../contracts/job-types.ts'
import { isFinal } from '../../contracts/statuses.ts'
import { inTransaction, type Queryable } from '../client.ts'
import { jobs } from '../schema.ts'
import type { JobRow } from '../views.ts'
import { endBudgetWaitAbove } from './end-budget-waits.ts'
import { closeJob } from './end-job.ts'
import { lockOpenItems, lockPendingParts } from './lock-job-tree.ts'
import { reopenItems } from './reopen-items.ts'

/** A run of a job's workflow. */
export interface JobRun {
  jobId: string
  /** Which start of the job it is, from 1: `runs` of the row when the workflow was started. */
  runs: number
  /** Temporal's id of the run. */
  runId: string
}

/**
 * Notes that a run of the workflow works on the job, and returns the job; null when the job is not to be worked on: it was cancelled before,
 * or a later start has taken it over. A run that is new although the job was begun is a reset of the workflow: what failed or was cancelled is
 * to be done again, also when the job had ended. Throws `not_found` when the row was deleted.
 */
export async function beginJob(
  db: Queryable,
  run: JobRun & { provider: string; isContinued: boolean },
): Promise<JobRow | null> {
  return inTransaction(db, async (tx) => {
    await lockOpenItems(tx, [run.jobId])
    await lockPendingParts(tx, run.jobId)
    const [job] = await tx.select().from(jobs).where(eq(jobs.id, run.jobId)).for('no key update')
    if (!job) throw new CineqoError('not_found', { what: 'job' })
    if (job.runs !== run.runs) return null
    const isReset = job.runId !== null && job.runId !== run.runId && !run.isContinued
    if (isFinal(job.status) && !isReset) return null
    if (!isFinal(job.status) && job.cancelRequestedAt) {
      await closeJob(tx, { jobId: job.id, status: 'cancelled' })
      return null
    }
    if (job.status === 'processing' && job.runId === run.runId) return job
    if (isReset) await reopenItems(tx, job)
    const [begun] = await tx
      .update(jobs)
      .set({
        status: 'processing',
        runId: run.runId,
        provider: run.provider,
        phase: job.phase ?? jobCatalogue[job.type].phases[0]?.name,
        startedAt: job.startedAt ?? sql`now()`,
        waiting: null,
        ...(isFinal(job.status) && { completedAt: null, error: null, cancelRequestedAt: null }),
      })
      .where(eq(jobs.id, run.jobId))
      .returning()
    if (job.waiting?.reason === 'budget') await endBudgetWaitAbove(tx, job.parentId)
    return begun ?? null
  })
}
