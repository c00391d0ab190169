/** Maps what goes wrong in an activity to what Temporal is told: try again, and when, or never. */
import { activityInfo, Context } from '@temporalio/activity'
import { ApplicationFailure, CancelledFailure } from '@temporalio/common'
import { CineqoError, type StoredError } from '../contracts/errors.ts'
import { isConnectionLoss } from '../db/client.ts'
import { beat } from './heartbeats.ts'

/** How often an unknown error ends work before it is given up. A lost connection is waited out instead. */
const attemptsAfterUnknownErrors = 5
/** How often a worker may die, or time run out, over work or an item before it is given up. */
export const lostAttempts = 10
/** Characters of an error that are kept: enough for a sentence, too few for a page. */
const detailCharacters = 500

/** The registered error that says best what happened. */
export function toStoredError(error: unknown): StoredError {
  if (error instanceof CineqoError) return error.toStored()
  return { code: 'item_failed', params: { detail: detailOf(error) } }
}

/** The message of an error as PostgreSQL can store it: without null characters and halves of surrogate pairs. */
export function detailOf(error: unknown): string {
  const message = error instanceof Error ? error.message || error.name : String(error)
  return message
    .replaceAll('\u0000', '')
    .slice(0, detailCharacters)
    .replace(/\p{Surrogate}/gu, '')
}

/** A failure that is not tried again. Its message is a sentence for a person; its details carry the stored error. */
export function permanentFailure(error: StoredError, cause?: unknown): ApplicationFailure {
  return ApplicationFailure.create({
    message: new CineqoError(error.code, error.params).message,
    type: error.code,
    nonRetryable: true,
    details: [error],
    ...(cause instanceof Error && { cause }),
  })
}

/** Maps what is thrown outside of the work on an item: by work that is no item, and by the book-keeping of one that is. */
export async function mappingErrors<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ApplicationFailure || isCancellation(error)) throw error
    const stored = toStoredError(error)
    if (error instanceof CineqoError) {
      const { retry } = error.definition
      if (retry === 'never') throw permanentFailure(stored, error)
      if (retry === 'when_budget_raised') throw permanentFailure(stored, error)
      if (retry === 'when_lane_opens' || retry === 'at_its_time')
        throw laterFailure(stored, new Date(stored.params.time ?? Date.now()))
    } else if (isConnectionLoss(error)) throw error
    if (activityInfo().attempt >= attemptsAfterUnknownErrors) throw permanentFailure(stored, error)
    throw error
  }
}

/** A failure that is tried again at a time, with jitter over the second after it, so that not all come at once. */
export function laterFailure(error: StoredError, at: Date): ApplicationFailure {
  const delayMs = Math.max(0, at.getTime() - Date.now()) + Math.random() * 1000
  return ApplicationFailure.create({
    message: new CineqoError(error.code, error.params).message,
    type: error.code,
    details: [error],
    nextRetryDelay: Math.ceil(delayMs),
  })
}

/**
 * Calls a provider. What it throws besides registered errors is a failure of the item, also a lost connection: only the database's is waited
 * out without end.
 */
export async function callingProvider<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call()
  } catch (error) {
    throw toProviderError(error)
  }
}

export function toProviderError(error: unknown): unknown {
  if (error instanceof CineqoError || isCancellation(error)) return error
  return new CineqoError('item_failed', { detail: detailOf(error) }, { cause: error })
}

/**
 * Runs work that is no item. Attempts that end without a word, since the worker died or time ran out, are counted in the details of the
 * heartbeat: work that kills its worker is given up. Attempts that end with an error take their count back.
 */
export async function countingLosses<Result>(work: () => Promise<Result>): Promise<Result> {
  const { heartbeatDetails } = activityInfo() as { heartbeatDetails?: { lost?: number } }
  const lost = Number(heartbeatDetails?.lost ?? 0)
  if (lost > lostAttempts) throw permanentFailure({ code: 'worker_lost_repeatedly', params: { times: lost } })
  beat({ lost: lost + 1 })
  try {
    return await mappingErrors(work)
  } catch (error) {
    beat({ lost })
    throw error
  }
}

function isCancellation(error: unknown): boolean {
  if (error instanceof CancelledFailure) return true
  return Context.current().cancellationSignal.aborted && error instanceof Error && error.name === 'AbortError'
}
