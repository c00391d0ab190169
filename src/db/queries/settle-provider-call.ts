import { and, eq, inArray, sql } from 'drizzle-orm'
import type { StoredError } from '../../contracts/errors.ts'
import type { CallStatus } from '../../contracts/statuses.ts'
import { inTransaction, type Queryable } from '../client.ts'
import { jobs, providerCalls } from '../schema.ts'

/** Stores the provider's id of a request, before anybody waits for its outcome. */
export async function noteProviderRequest(db: Queryable, callId: string, requestId: string): Promise<void> {
  await db
    .update(providerCalls)
    .set({ status: 'submitted', requestId, submittedAt: sql`now()` })
    .where(eq(providerCalls.id, callId))
}

/** Ends an open call and adds its cost to the job. Runs in the transaction that stores the result. A settled call stays as it is. */
export async function settleProviderCall(
  db: Queryable,
  callId: string,
  end: { status: Exclude<CallStatus, 'claimed' | 'submitted'>; costUsd?: number; error?: StoredError },
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const [settled] = await tx
      .update(providerCalls)
      .set({ status: end.status, costUsd: end.costUsd ?? null, error: end.error ?? null, settledAt: sql`now()` })
      .where(and(eq(providerCalls.id, callId), inArray(providerCalls.status, ['claimed', 'submitted'])))
      .returning({ jobId: providerCalls.jobId })
    if (!settled?.jobId || !end.costUsd) return
    await tx
      .update(jobs)
      .set({ costUsd: sql`${jobs.costUsd} + ${end.costUsd}` })
      .where(eq(jobs.id, settled.jobId))
  })
}
