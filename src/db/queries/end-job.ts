import { and, eq, inArray, sql } from 'drizzle-orm'
import type { StoredError } from '../../contracts/errors.ts'
import { type JobOutcomeStatus, jobTransitions } from '../../contracts/statuses.ts'
import { type DatabaseTransaction, inTransaction, type Queryable } from '../client.ts'
import { jobItems, jobs } from '../schema.ts'
import type { JobRow } from '../views.ts'
import { showChildProgress } from './change-job-counts.ts'
import { endBudgetWaitAbove } from './end-budget-waits.ts'
import { outcomeOf } from './job-outcome.ts'
import { lockOpenItems, lockPendingParts } from './lock-job-tree.ts'
import { refreshEndedParent } from './refresh-ended-parent.ts'
import { closeTextCalls } from './settle-provider-call.ts'

/** Whose end it is. What is not given is not asked. */
interface EndFence {
  /** Only while the job is at this start of it: a retry that came in between goes on. */
  runs?: number
  /** The run of the workflow that ends it. A run that is not the one that ended the job before is a reset, and decides anew. */
  runId?: string
  /** Only while nobody has begun it. */
  whilePending?: boolean
}

interface JobEnd extends EndFence {
  jobId: string
  status: JobOutcomeStatus
  error?: StoredError | undefined
}

/**
 * Ends a job with a status that its workflow, or what became of it, has decided. Items that were not finished become `cancelled` with a
 * cancelled job and stay to do otherwise. A job that has ended keeps its status. Returns the job; undefined when the row is gone.
 */
export async function endJob(db: Queryable, end: JobEnd): Promise<JobRow | undefined> {
  await closeTextCalls(db, end.jobId)
  return inTransaction(db, (tx) => closeJob(tx, end))
}

/**
 * Ends a job whose workflow ran to its end: `completed` when everything was done, `completed_with_failures` when something was, `failed`
 * when nothing was. Undefined when the row is gone.
 */
export async function finishJob(
  db: Queryable,
  { jobId, ...fence }: EndFence & { jobId: string },
): Promise<JobRow | undefined> {
  await closeTextCalls(db, jobId)
  return inTransaction(db, async (tx) => closeJob(tx, { jobId, ...fence, ...(await outcomeOf(tx, jobId)) }))
}

/** Rows are locked in the order of all: items, parts, the job, its parent. */
export async function closeJob(tx: DatabaseTransaction, end: JobEnd): Promise<JobRow | undefined> {
  await lockOpenItems(tx, [end.jobId])
  const partsNotStarted = await lockPendingParts(tx, end.jobId)
  const [job] = await tx.select().from(jobs).where(eq(jobs.id, end.jobId)).for('no key update')
  if (!job || !mayEnd(job, end)) return job
  await leaveItems(tx, end)
  await endParts(tx, partsNotStarted, end.status)
  const [ended] = await tx
    .update(jobs)
    .set({
      status: end.status,
      error: end.error ?? null,
      waiting: null,
      completedAt: sql`now()`,
      ...(end.runId !== undefined && { runId: end.runId }),
      ...(end.status === 'completed' && { progress: 100 }),
    })
    .where(eq(jobs.id, end.jobId))
    .returning()
  if (ended?.parentId) {
    await showChildProgress(tx, ended)
    if (job.waiting?.reason === 'budget') await endBudgetWaitAbove(tx, ended.parentId)
    await refreshEndedParent(tx, ended)
  }
  return ended
}

function mayEnd(job: JobRow, end: JobEnd): boolean {
  if (end.runs !== undefined && job.runs !== end.runs) return false
  if (end.whilePending && job.status !== 'pending') return false
  const isReset = end.runId !== undefined && job.runId !== null && job.runId !== end.runId
  return isReset || jobTransitions[job.status].includes(end.status)
}

/** Nobody works on the items of an ended job. */
async function leaveItems(tx: DatabaseTransaction, { jobId, status }: JobEnd): Promise<void> {
  if (status === 'cancelled') return cancelItems(tx, [jobId])
  await tx
    .update(jobItems)
    .set({ status: 'pending' })
    .where(and(eq(jobItems.jobId, jobId), eq(jobItems.status, 'processing')))
}

async function cancelItems(tx: DatabaseTransaction, jobIds: string[]): Promise<void> {
  await tx
    .update(jobItems)
    .set({ status: 'cancelled', completedAt: sql`now()` })
    .where(and(inArray(jobItems.jobId, jobIds), inArray(jobItems.status, ['pending', 'processing'])))
}

/** A part that its whole has not started is started by nobody. */
async function endParts(tx: DatabaseTransaction, partIds: string[], status: JobOutcomeStatus): Promise<void> {
  if (partIds.length === 0) return
  const end =
    status === 'cancelled'
      ? { status: 'cancelled' as const }
      : { status: 'failed' as const, error: { code: 'job_lost' as const, params: { how: 'not started' } } }
  await tx
    .update(jobs)
    .set({ ...end, waiting: null, completedAt: sql`now()` })
    .where(inArray(jobs.id, partIds))
  if (status === 'cancelled') await cancelItems(tx, partIds)
}
