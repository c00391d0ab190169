/**
 * Runs one attempt at an item: notes it, calls, stores the result with the item's end in one transaction. A repeated activity finds a
 * finished item and returns. Attempts are counted here, by cause, because Temporal's own count cannot tell a throttled provider or a
 * worker's shutdown from a failure.
 */
import { activityInfo, Context } from '@temporalio/activity'
import { ApplicationFailure, CancelledFailure } from '@temporalio/common'
import { CineqoError, type StoredError } from '../contracts/errors.ts'
import type { ItemNote, Origin } from '../contracts/item-notes.ts'
import { phaseOfItems } from '../contracts/job-types.ts'
import { failuresPerCause, growingWaitMs, itemWait } from '../contracts/retry-policy.ts'
import { assertNever } from '../contracts/statuses.ts'
import { type DatabaseTransaction, inTransaction, isConnectionLoss, type Queryable } from '../db/client.ts'
import { beginItem } from '../db/queries/begin-item.ts'
import { closeBusyLane, closeLane } from '../db/queries/close-lane.ts'
import { findClosedLane } from '../db/queries/find-closed-lane.ts'
import { findJobForWork } from '../db/queries/find-job-for-work.ts'
import { lockOpenItem } from '../db/queries/lock-open-item.ts'
import { noteItemFailure } from '../db/queries/note-item-failure.ts'
import { putItemBack } from '../db/queries/put-item-back.ts'
import { saveItemResult } from '../db/queries/save-item-result.ts'
import { setLaneClosed } from '../db/queries/set-lane-closed.ts'
import { settleItem } from '../db/queries/settle-item.ts'
import { uncountAttempt } from '../db/queries/uncount-attempt.ts'
import type { JobItemRow, JobRow } from '../db/views.ts'
import type { CallContext } from '../providers/analyst.ts'
import type { Providers } from '../providers/providers.ts'
import type { ActivityDependencies, ItemRef } from './dependencies.ts'
import { detailOf, laterFailure, lostAttempts, mappingErrors, permanentFailure, toStoredError } from './failures.ts'
import { payingFor } from './pay.ts'
import { report } from './progress.ts'

export interface ItemWork {
  item: JobItemRow
  job: JobRow
  /** Who works for the project of the job. */
  providers: Providers
  call: CallContext
}

/** What an attempt hands over to be stored with the end of its item. */
export interface ItemResult {
  /** Kept in the item, where what it made is not a row of its own. */
  result?: unknown
  /** Who made it. */
  origin?: Origin
  /** Stores what the item made, in the same transaction. */
  save?(tx: DatabaseTransaction): Promise<void>
  /** Whether the item has more to do after this activity, so that something else ends it. */
  unfinished?: boolean
}

/** Which of the project's providers works on an item. */
export type LaneKind = 'text' | 'image'

/**
 * Runs `work` for an item on the lane of the analyst or the painter of its project. Ends with a failure that Temporal tries again after a delay, or with a permanent
 * one after the item was marked as failed.
 */
export function runItem(
  dependencies: ActivityDependencies,
  ref: ItemRef,
  kind: LaneKind,
  work: (context: ItemWork) => Promise<ItemResult>,
): Promise<void> {
  return mappingErrors(() => attemptItem(dependencies, ref, kind, work))
}

async function attemptItem(
  dependencies: ActivityDependencies,
  ref: ItemRef,
  kind: LaneKind,
  work: (context: ItemWork) => Promise<ItemResult>,
): Promise<void> {
  const { db } = dependencies.database
  const owner = await findJobForWork(db, ref.jobId)
  if (!owner) throw permanentFailure({ code: 'not_found', params: { what: 'job' } })
  const providers = await dependencies.providersOf(owner)
  const { lane, provider } = kind === 'text' ? providers.analyst : providers.painter
  const closed = await findClosedLane(db, lane)
  // No slot is held while a lane is closed: Temporal brings the item back when it opens.
  if (closed) throw await laneClosed(dependencies, ref, { lane, provider, until: closed.until })
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

  const notes: ItemNote[] = []
  try {
    const call = callContext(dependencies, { item, job, providers, notes })
    const outcome = await work({ item, job, providers, call })
    await saveOutcome(dependencies, item, outcome, notes)
  } catch (error) {
    await failAttempt(dependencies, ref, { lane, provider, notes }, error)
  }
}

/** Stores what was made, unless another attempt was faster. */
function saveOutcome(
  { database }: ActivityDependencies,
  item: JobItemRow,
  outcome: ItemResult,
  notes: ItemNote[],
): Promise<void> {
  const made = {
    notes,
    ...(outcome.result !== undefined && { result: outcome.result }),
    ...(outcome.origin && { origin: outcome.origin }),
  }
  return inTransaction(database.db, async (tx) => {
    if (!(await lockOpenItem(tx, item.id))) return
    await outcome.save?.(tx)
    if (outcome.unfinished) {
      // A retry that only misses the rest has nothing new to say.
      if (outcome.result !== undefined) await saveItemResult(tx, item.id, made)
      return
    }
    await settleItem(tx, { itemId: item.id, status: 'completed', ...made })
  })
}

/** Notes on the job that it waits for its lane, and returns the failure that brings the item back when the lane opens. */
async function laneClosed(
  { database, logger }: ActivityDependencies,
  ref: ItemRef,
  { lane, provider, until }: { lane: string; provider: string; until: Date },
): Promise<ApplicationFailure> {
  const busy = { code: 'provider_busy', params: { provider, time: until.toISOString() } } as const
  logger.debug({ ...ref, lane, until }, 'lane is closed')
  await setLaneClosed(database.db, ref.jobId, { until, detail: new CineqoError(busy.code, busy.params).message })
  return laterFailure(busy, until)
}

async function failAttempt(
  dependencies: ActivityDependencies,
  ref: ItemRef,
  { lane, provider, notes }: { lane: string; provider: string; notes: ItemNote[] },
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
      return giveUp(dependencies, ref, stored, error, notes)
    case 'when_lane_opens': {
      // A busy provider is nobody's failure: the lane closes for everybody and no attempt is counted.
      const until = await closeUntil(db, { name: lane, reason: stored.code }, stored.params.time)
      await uncountAttempt(db, ref.itemId)
      throw await laneClosed(dependencies, ref, { lane, provider, until })
    }
    case 'at_its_time': {
      const until = new Date(stored.params.time ?? Date.now() + itemWait.firstMs)
      await uncountAttempt(db, ref.itemId)
      await setLaneClosed(db, ref.jobId, { until, detail: new CineqoError(stored.code, stored.params).message })
      throw laterFailure(stored, until)
    }
    case 'when_budget_raised':
      // The workflow waits for the budget and comes back with the item, which is as it was.
      await putItemBack(db, {
        ...ref,
        params: stored.params,
        detail: new CineqoError(stored.code, stored.params).message,
      })
      throw permanentFailure(stored, error)
    case 'with_backoff':
      return failForNow(dependencies, ref, stored, error)
    default:
      return assertNever(definition.retry, 'retry class')
  }
}

/** Closes a lane until the time that the provider has said, or for a time that grows where it has said none. */
async function closeUntil(
  db: Queryable,
  lane: { name: string; reason: string },
  stated: string | number | undefined,
): Promise<Date> {
  if (stated === undefined) return closeBusyLane(db, lane)
  const until = new Date(stated)
  await closeLane(db, { ...lane, until })
  return until
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
    nextRetryDelay: growingWaitMs(itemWait, failures),
  })
}

async function giveUp(
  dependencies: ActivityDependencies,
  ref: ItemRef,
  error: StoredError,
  cause?: unknown,
  notes?: ItemNote[],
): Promise<never> {
  dependencies.logger.warn({ ...ref, activity: activityInfo().activityType, code: error.code, cause }, 'item failed')
  const end = { itemId: ref.itemId, status: 'failed' as const, error, ...(notes && { notes }) }
  await inTransaction(dependencies.database.db, (tx) => settleItem(tx, end))
  throw permanentFailure(error, cause)
}

function callContext(
  dependencies: ActivityDependencies,
  { item, job, providers, notes }: Omit<ItemWork, 'call'> & { notes: ItemNote[] },
): CallContext {
  const phase = phaseOfItems(job.type, item.kind)
  const source = { userId: job.userId, jobId: job.id, itemId: item.id }
  const signal = Context.current().cancellationSignal
  return {
    signal,
    report: (progress) => phase && report(dependencies.progress, source, { phase, ...progress, message: item.label }),
    note: (note) => void notes.push(note),
    pay: payingFor(dependencies, { item, job, providers, signal }),
  }
}
