/**
 * Settles the requests for pictures that ended jobs have left open: the job was cancelled while no worker ran, its workflow was ended from outside,
 * or the provider could not be asked any more. What may be billed stays held back until the provider has said what became of it.
 */
import { activityInfo, Context } from '@temporalio/activity'
import { CineqoError } from '../contracts/errors.ts'
import { growingWaitMs, settlingWait } from '../contracts/retry-policy.ts'
import { inTransaction } from '../db/client.ts'
import type { ProviderCallRow } from '../db/queries/claim-provider-call.ts'
import { findOpenRequest, type OpenRequest } from '../db/queries/find-open-request.ts'
import { listOpenRequests } from '../db/queries/list-open-requests.ts'
import { settleItem } from '../db/queries/settle-item.ts'
import { settleProviderCall } from '../db/queries/settle-provider-call.ts'
import { endsRequest } from '../providers/painter.ts'
import type { Providers } from '../providers/providers.ts'
import type { ActivityDependencies, JobRef } from './dependencies.ts'
import { type KeptPicture, keepPicture, settleFailedRequest } from './draw-claimed.ts'
import { countingLosses, laterFailure } from './failures.ts'
import { pictureBrief } from './picture-brief.ts'
import { costOf } from './price-of.ts'

/** Names a call of the ledger. */
export interface CallRef {
  callId: string
}

/** On the work queue. */
export function createOpenRequestActivities({ database }: ActivityDependencies) {
  const { db } = database

  return {
    /** The open calls of an ended job; none when it was taken up again. */
    listOpenRequests: ({ jobId }: JobRef): Promise<string[]> => countingLosses(() => listOpenRequests(db, jobId)),

    /**
     * Enters a call as one that may have been billed, because nobody can be asked about it. Its item says so, and the person decides whether a retry
     * is to pay again.
     */
    giveUpRequest: ({ callId }: CallRef): Promise<void> =>
      countingLosses(() =>
        inTransaction(db, async (tx) => {
          const open = await findOpenRequest(tx, callId)
          if (!open) return
          const { call, item } = open
          const error = { code: 'outcome_unknown', params: { provider: call.provider } } as const
          // The item before the call: rows are locked in this order.
          await settleItem(tx, { itemId: item.id, status: 'failed', error })
          await settleProviderCall(tx, callId, { status: 'outcome_unknown', error })
        }),
      ),
  }
}

/** On the image lane, where the keys are. */
export function createSettlingActivities(dependencies: ActivityDependencies) {
  const { database, storage } = dependencies
  const { db } = database

  return {
    /**
     * Finds out what became of a request and books it. One of a cancelled job is cancelled where that is in time. A picture is kept in the ledger for
     * a retry, which then pays for none. False when nobody can be asked, because there is no id. What goes wrong is tried again.
     */
    async settleRequest({ callId }: CallRef): Promise<boolean> {
      const open = await findOpenRequest(db, callId)
      if (!open) return true
      const { requestId } = open.call
      if (open.call.reservedUsd === 0) await settleProviderCall(db, callId, { status: 'cancelled' })
      else if (requestId === null) return false
      else await ask({ ...open, requestId })
      return true
    },
  }

  async function ask({ requestId, ...open }: OpenRequest & { requestId: string }): Promise<void> {
    const { call, job } = open
    const providers = await dependencies.providersOf(job)
    if (call.answer) return settle(providers, call, call.answer as KeptPicture)
    const painter = providers.painterOf(call)
    try {
      if (job.status === 'cancelled' && (await painter.cancel({ requestId }))) {
        return await settleProviderCall(db, call.id, { status: 'cancelled' })
      }
      const brief = await pictureBrief({ db, storage }, open)
      const { cancellationSignal: signal } = Context.current()
      const picture = await painter.collect({ requestId, brief }, { signal, report: () => {} })
      await settle(providers, call, await keepPicture(storage, call, picture))
    } catch (error) {
      if (endsRequest(error)) return await settleFailedRequest(db, call.id, error)
      if (!(error instanceof CineqoError) || error.code !== 'provider_busy') throw error
      const time = error.params.time ?? Date.now() + growingWaitMs(settlingWait, activityInfo().attempt)
      const until = new Date(time)
      throw laterFailure({ code: error.code, params: { ...error.params, time: until.toISOString() } }, until)
    }
  }

  async function settle(providers: Providers, call: ProviderCallRow, answer: KeptPicture): Promise<void> {
    const { usage } = answer
    await settleProviderCall(db, call.id, { status: 'settled', usage, costUsd: costOf(providers, call, usage), answer })
  }
}
