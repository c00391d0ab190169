import { and, asc, eq, inArray, isNotNull, like, sql } from 'drizzle-orm'
import type { StoredError } from '../../contracts/errors.ts'
import type { Usage } from '../../contracts/money.ts'
import type { CallStatus } from '../../contracts/statuses.ts'
import { type DatabaseTransaction, inTransaction, type Queryable } from '../client.ts'
import { providerCalls } from '../schema.ts'
import { bookSpending } from './change-spending.ts'
import { lockJobsAbove } from './lock-job-tree.ts'

/**
 * Stores the provider's id of a request, before anybody waits for its outcome; `answer` where that came at once. A call that was given up meanwhile
 * stays given up, for what it held back was let go, until its end is known.
 */
export async function noteProviderRequest(
  db: Queryable,
  callId: string,
  { requestId, answer }: { requestId: string; answer?: unknown },
): Promise<void> {
  await db
    .update(providerCalls)
    .set({
      status: sql`CASE WHEN ${providerCalls.status} = 'claimed' THEN 'submitted' ELSE ${providerCalls.status} END`,
      requestId,
      submittedAt: sql`now()`,
      ...(answer !== undefined && { answer }),
    })
    .where(eq(providerCalls.id, callId))
}

export interface CallEnd {
  status: Exclude<CallStatus, 'claimed' | 'submitted'>
  usage?: Usage
  /** Null or left out of a settled call: the price is not known. */
  costUsd?: number | null
  /** What a text call answered, for a repeated attempt at its item. */
  answer?: unknown
  error?: StoredError
}

/**
 * Ends a call and books what it cost. Runs in the transaction that stores the result. A call whose outcome was not known may still turn out to
 * have ended; any other that has ended stays as it is. Jobs, whose cost a settled call adds to, are locked before the call, and that before the sums.
 */
export async function settleProviderCall(db: Queryable, callId: string, end: CallEnd): Promise<void> {
  await inTransaction(db, async (tx) => {
    if (end.status === 'settled') await lockJobsOf(tx, callId)
    const [call] = await tx.select().from(providerCalls).where(eq(providerCalls.id, callId)).for('no key update')
    const wasOpen = call?.status === 'claimed' || call?.status === 'submitted'
    const wasUnknown = call?.status === 'outcome_unknown'
    if (!call || (!wasOpen && !wasUnknown) || end.status === call.status) return
    await tx
      .update(providerCalls)
      .set({
        status: end.status,
        usage: end.usage ?? null,
        costUsd: end.costUsd ?? null,
        answer: end.answer ?? null,
        error: end.error ?? null,
        settledAt: sql`now()`,
      })
      .where(eq(providerCalls.id, callId))
    const heldUsd = call.reservedUsd ?? 0
    const isSettled = end.status === 'settled'
    await bookSpending(tx, call, {
      reservedUsd: wasOpen ? -heldUsd : 0,
      uncertainUsd: (end.status === 'outcome_unknown' ? heldUsd : 0) - (wasUnknown ? heldUsd : 0),
      spentUsd: isSettled ? (end.costUsd ?? 0) : 0,
      unpricedCalls: isSettled && (end.costUsd ?? null) === null ? 1 : 0,
      usage: isSettled ? (end.usage ?? null) : null,
    })
  })
}

async function lockJobsOf(tx: DatabaseTransaction, callId: string): Promise<void> {
  const [call] = await tx.select({ jobId: providerCalls.jobId }).from(providerCalls).where(eq(providerCalls.id, callId))
  if (call?.jobId) await lockJobsAbove(tx, call.jobId)
}

/** Forgets what the calls of ended items answered: the results are stored where they belong, and a retry is to ask anew. */
export async function forgetAnswers(tx: DatabaseTransaction, itemId: string): Promise<void> {
  await tx
    .update(providerCalls)
    .set({ answer: null })
    .where(
      and(
        eq(providerCalls.itemId, itemId),
        inArray(providerCalls.status, ['settled']),
        isNotNull(providerCalls.answer),
      ),
    )
}

/**
 * Enters the text calls of a job that were never answered, since their worker died, as calls that may have been billed. One that is still under
 * way is settled all the same when its answer comes. Requests for pictures stay open: a retry of the job attaches to them.
 */
export async function closeTextCalls(db: Queryable, jobId: string): Promise<void> {
  const open = await db
    .select({ id: providerCalls.id })
    .from(providerCalls)
    .where(and(eq(providerCalls.jobId, jobId), eq(providerCalls.status, 'claimed'), like(providerCalls.lane, 'text:%')))
  for (const { id } of open) await settleProviderCall(db, id, { status: 'outcome_unknown' })
}

/**
 * Lets go of the calls of jobs that are deleted, and returns the files that they kept: open ones may have been billed, and nobody asks about them
 * any more. The caller has locked the jobs. All calls are held before any is booked, since the deletion changes also those that have ended.
 */
export async function giveUpCalls(tx: DatabaseTransaction, jobIds: string[]): Promise<string[]> {
  const calls = await tx
    .select({ id: providerCalls.id, status: providerCalls.status, answer: providerCalls.answer })
    .from(providerCalls)
    .where(inArray(providerCalls.jobId, jobIds))
    .orderBy(asc(providerCalls.id))
    .for('no key update')
  for (const { id, status } of calls) {
    if (status === 'claimed' || status === 'submitted') {
      await settleProviderCall(tx, id, { status: 'outcome_unknown' })
    }
  }
  await tx
    .update(providerCalls)
    .set({ answer: null })
    .where(and(inArray(providerCalls.jobId, jobIds), isNotNull(providerCalls.answer)))
  return calls.flatMap(({ answer }) => keptFileOf(answer) ?? [])
}

/** Where the picture is that a call keeps in place of an answer in words. */
function keptFileOf(answer: unknown): string | null {
  const { storageKey } = (answer ?? {}) as { storageKey?: unknown }
  return typeof storageKey === 'string' ? storageKey : null
}
