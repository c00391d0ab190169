/** Makes the paid requests of text work: each is in the ledger before it leaves, and its answer is kept there until its item ends. */
import { CineqoError } from '../contracts/errors.ts'
import { costUsdOf } from '../contracts/money.ts'
import { claimProviderCall, findAnsweredCall } from '../db/queries/claim-provider-call.ts'
import { settleProviderCall } from '../db/queries/settle-provider-call.ts'
import type { JobItemRow, JobRow } from '../db/views.ts'
import type { CallContext, PaidAnswer, PaidCall } from '../providers/analyst.ts'
import type { Providers } from '../providers/providers.ts'
import type { ActivityDependencies } from './dependencies.ts'
import { toStoredError } from './failures.ts'
import { waitingForDatabase } from './waiting-for-database.ts'

/**
 * How an item's text work pays. A request whose outcome nobody knows, since the process died or the answer was lost, is entered as such and may
 * have been billed; the next attempt at the item asks anew, because a text call is cheap and changes nothing.
 */
export function payingFor(
  { database }: ActivityDependencies,
  { item, job, providers, signal }: { item: JobItemRow; job: JobRow; providers: Providers; signal: AbortSignal },
): CallContext['pay'] {
  const { db } = database
  const { analyst } = providers
  return async (call, send) => {
    const known = await findAnsweredCall(db, { itemId: item.id, step: call.step })
    if (known) return known.answer as Awaited<ReturnType<typeof send>>['answer']
    // Before the claim: who is sent away until later has nothing in the ledger.
    const endTurn = await providers.takeTurn('text', signal)
    try {
      return await make(call, send)
    } finally {
      endTurn()
    }
  }

  async function make<Answer>(call: PaidCall, send: () => Promise<PaidAnswer<Answer>>): Promise<Answer> {
    const price = providers.priceOf(call.model)
    const claim = {
      userId: job.userId,
      projectId: job.projectId,
      jobId: job.id,
      itemId: item.id,
      step: call.step,
      lane: analyst.lane,
      provider: analyst.provider,
      model: call.model,
      reservedUsd: price && costUsdOf(call.most, price),
    }
    let claimed = await claimProviderCall(db, claim)
    while (!claimed.claimedNow) {
      await settleProviderCall(db, claimed.call.id, { status: 'outcome_unknown' })
      claimed = await claimProviderCall(db, claim)
    }
    const callId = claimed.call.id
    const paid = await send().catch(async (error: unknown) => {
      const isRefusal = error instanceof CineqoError && !error.definition.mayBeBilled
      await settleProviderCall(db, callId, {
        status: isRefusal ? 'failed' : 'outcome_unknown',
        error: toStoredError(error),
      })
      throw error
    })
    const costUsd = price && costUsdOf(paid.usage, price)
    const end = { status: 'settled', usage: paid.usage, costUsd, answer: paid.answer } as const
    await waitingForDatabase(() => settleProviderCall(db, callId, end), signal)
    return paid.answer
  }
}
