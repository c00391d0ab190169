/**
 * Runs one attempt at an item: notes it, calls, stores the result with the item's end in one transaction. A repeated activity finds a
 * finished item and returns. Attempts are counted here, by cause, because Temporal's own count cannot tell a throttled provider or a
 * worker's shutdown from a failure.
 */
import { activityInfo, Context } from '@temporalio/activity'
import { ApplicationFailure, CancelledFailure } from '@temporalio/common'
import { CineqoError, type StoredError } from '../contracts/errors.ts'
import { phaseOfItems } from '../contracts/job-types.ts'
import { assertNever } from '../contracts/statuses.ts'
import { type DatabaseTransaction, inTransaction, isConnectionLoss } from '../db/client.ts'
import { beginItem } from '../db/queries/begin-item.ts'
import { closeLane } from '../db/queries/close-lane.ts'
import { findClosedLane } from '../db/queries/find-closed-lane.ts'
import { lockOpenItem } from '../db/queries/lock-open-item.ts'
import { noteItemFailure } from '../db/queries/note-item-failure.ts'
import { saveItemResult } from '../db/queries/save-item-result.ts'
import { setLaneClosed } from '../db/queries/set-lane-closed.ts'
import { settleItem } from '../db/queries/settle-item.ts'
import { uncountAttempt } from '../db/queries/uncount-attempt.ts'
import type { JobItemRow, JobRow } from '../db/views.ts'
import type { CallContext } from '../providers/analyst.ts'
import type { Providers } from '../providers/providers.ts'
import type { ActivityDependencies, ItemRef } from './dependencies.ts'
import { detailOf, laterFailure, lostAttempts, mappingErrors, permanentFailure, toStoredError } from './failures.ts'
import { report } from './progress.ts'

/** How often an item may fail for one cause before it is given up. */
const failuresPerCause = 4
const firstDelayMs = 500
const longestDelayMs = 30_000

export interface ItemWork {
  item: JobItemRow
  job: JobRow
  providers: Providers
  call: CallContext
}

/** What an attempt hands over to be stored with the end of its item. */
export interface ItemResult {
  /** Kept in the item, where what it made is not a row of its own. */
  result?: unknown
  /** Stores what the item made, in the same transaction. */
  save?(tx: DatabaseTransaction): Promise<void>
  /** Whether the item has more to do after this activity, so that something else ends it. */
  unfinished?: boolean
}

/**
 * Runs `work` for an item on a lane such as `text:offline`. Ends with a failure that Temporal tries again after a delay, or with a permanent
 * one after the item was marked as failed.
 */
export function runItem(
  dependencies: ActivityDependencies,
  ref: ItemRef,
  lane: string,
  work: (context: ItemWork) => Promise<ItemResult>,
): Promise<void> {
  return mappingErrors(() => attemptItem(dependencies, ref, lane, work))
}

async function attemptItem(
  dependencies: ActivityDependencies,
  ref: ItemRef,
  lane: string,
  work: (context: ItemWork) => Promise<ItemResult>,
): Promise<void> {
  const { db } = dependencies.database
  const closed = await findClosedLane(db, lane)
  // No slot is held while a lane is closed: Temporal brings the item back when it opens.
  if (closed) throw await laneClosed(dependencies, ref, lane, closed.until)
  const { attempt, workflowExecution } = activityInfo()
  const begun = await beginItem(db, { itemId: ref.itemId, attempt, runId: workflowExecution?.runId ?? '' })
  if (!begun) throw permanentFailure({ code: 'not_found', params: { what: 'item' } })
  const { item, job } = begun
  if (item.status === 'completed') return
  if (!begun.isWanted) {
    throw permanentFailure(item.error ?? { code: 'conflict', params: { detail: 'The job has ended.' } })
  }
  const failures = Object.values(item.failures).reduce((sum, count) => sum + count, 0)
  const lost = item.attempts - 1 - failures
  if (lost > lostAttempts) await giveUp(dependencies, ref, { code: 'worker_lost_repeatedly', params: { times: lost } })

  try {
    const outcome = await work({ item, job, call: callContext(dependencies, item, job) })
    await saveOutcome(dependencies, item, outcome)
  } catch (error) {
    await failAttempt(dependencies, ref, lane, error)
  }
}

/** Stores what was made, unless another attempt was faster. */
function saveOutcome({ database }: ActivityDependencies, item: JobItemRow, outcome: ItemResult): Promise<void> {
  return inTransaction(database.db, async (tx) => {
    if (!(await lockOpenItem(tx, item.id))) return
    await outcome.save?.(tx)
    if (outcome.unfinished) {
      if (outcome.result !== undefined) await saveItemResult(tx, item.id, outcome.result)
      return
    }
    await settleItem(tx, {
      itemId: item.id,
      status: 'completed',
      ...(outcome.result !== undefined && { result: outcome.result }),
    })
  })
}

/** Notes on the job that it waits for its lane, and returns the failure that brings the item back when the lane opens. */
async function laneClosed(
  { database, logger }: ActivityDependencies,
  ref: ItemRef,
  lane: string,
  until: Date,
): Promise<ApplicationFailure> {
  const busy = { code: 'provider_busy', params: { provider: lane, time: until.toISOString() } } as const
  logger.debug({ ...ref, lane, until }, 'lane is closed')
  await setLaneClosed(database.db, ref.jobId, { until, detail: new CineqoError(busy.code, busy.params).message })
  return laterFailure(busy, until)
}

async function failAttempt(
  dependencies: ActivityDependencies,
  ref: ItemRef,
  lane: string,
  error: unknown,
): Promise<never> {
  const { db } = dependencies.database
  // A cancelled call is over, and a lost connection is waited out: neither is a failure of the item.
  if (Context.current().cancellationSignal.aborted) {
    await uncountAttempt(db, ref.itemId).catch(() => {})
    throw new CancelledFailure('The activity was cancelled.', [], error as Error)
  }
  if (!(error instanceof CineqoError) && isConnectionLoss(error)) {
    await uncountAttempt(db, ref.itemId).catch(() => {})
    throw error
  }
  if (error instanceof ApplicationFailure) throw error

  const stored = toStoredError(error)
  const definition = new CineqoError(stored.code, stored.params).definition
  switch (definition.retry) {
    case 'never':
      return giveUp(dependencies, ref, stored, error)
    case 'when_lane_opens': {
      // A busy provider is nobody's failure: the lane closes for everybody and no attempt is counted.
      const until = new Date(stored.params.time ?? Date.now() + firstDelayMs)
      await closeLane(db, { name: lane, until, reason: stored.code })
      await uncountAttempt(db, ref.itemId)
      throw await laneClosed(dependencies, ref, lane, until)
    }
    case 'with_backoff':
      return failForNow(dependencies, ref, stored, error)
    default:
      return assertNever(definition.retry, 'retry class')
  }
}

/** Counts the failure, and has the item tried again, or gives it up when it failed too often for this cause. */
async function failForNow(
  dependencies: ActivityDependencies,
  ref: ItemRef,
  stored: StoredError,
  error: unknown,
): Promise<never> {
  const { message } = new CineqoError(stored.code, stored.params)
  const failures = await noteItemFailure(dependencies.database.db, {
    itemId: ref.itemId,
    cause: stored.code,
    waiting: { reason: 'retrying', until: null, detail: message },
  })
  if (failures >= failuresPerCause) {
    const params = { times: failures, detail: detailOf(error) }
    return giveUp(dependencies, ref, { code: 'attempts_exhausted', params }, error)
  }
  throw ApplicationFailure.create({
    message,
    type: stored.code,
    details: [stored],
    nextRetryDelay: Math.min(longestDelayMs, firstDelayMs * 2 ** failures),
  })
}

async function giveUp(
  dependencies: ActivityDependencies,
  ref: ItemRef,
  error: StoredError,
  cause?: unknown,
): Promise<never> {
  dependencies.logger.warn({ ...ref, activity: activityInfo().activityType, code: error.code, cause }, 'item failed')
  await inTransaction(dependencies.database.db, (tx) => settleItem(tx, { itemId: ref.itemId, status: 'failed', error }))
  throw permanentFailure(error, cause)
}

function callContext(dependencies: ActivityDependencies, item: JobItemRow, job: JobRow): CallContext {
  const phase = phaseOfItems(job.type, item.kind)
  const source = { userId: job.userId, jobId: job.id, itemId: item.id }
  return {
    signal: Context.current().cancellationSignal,
    report: (progress) => phase && report(dependencies.progress, source, { phase, ...progress, message: item.label }),
  }
}
