import { and, eq, sql } from 'drizzle-orm'
import type { StoredError } from '../../contracts/errors.ts'
import type { JobOutcomeStatus } from '../../contracts/statuses.ts'
import type { DatabaseTransaction } from '../client.ts'
import { jobItems, jobs } from '../schema.ts'
import { countItems } from './count-items.ts'

/** What a job came to, from its items and child jobs. */
export async function outcomeOf(
  tx: DatabaseTransaction,
  jobId: string,
): Promise<{ status: JobOutcomeStatus; error?: StoredError }> {
  const counts = Object.values(await countItems(tx, jobId))
  const children = await tx
    .select({ status: jobs.status, error: jobs.error })
    .from(jobs)
    .where(eq(jobs.parentId, jobId))
  const hasItems = counts.length > 0
  const completed = hasItems
    ? counts.reduce((sum, count) => sum + count.completed, 0)
    : children.filter(({ status }) => status === 'completed' || status === 'completed_with_failures').length
  const notDone =
    counts.reduce((sum, count) => sum + count.total - count.completed, 0) +
    children.filter(({ status }) => status !== 'completed').length
  if (notDone === 0) return { status: 'completed' }
  const error = await firstError(tx, jobId, children)
  return { status: completed > 0 ? 'completed_with_failures' : 'failed', ...(error && { error }) }
}

async function firstError(tx: DatabaseTransaction, jobId: string, children: { error: StoredError | null }[]) {
  const [item] = await tx
    .select({ error: jobItems.error })
    .from(jobItems)
    .where(and(eq(jobItems.jobId, jobId), eq(jobItems.status, 'failed'), sql`${jobItems.error} IS NOT NULL`))
    .limit(1)
  return item?.error ?? children.find(({ error }) => error)?.error ?? undefined
}
