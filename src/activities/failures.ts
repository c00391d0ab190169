/** Maps what goes wrong in an activity to what Temporal is told: try again, and when, or never. */
import { activityInfo } from '@temporalio/activity'
import { ApplicationFailure } from '@temporalio/common'
import { CineqoError, type StoredError } from '../contracts/errors.ts'
import { isConnectionLoss } from '../db/client.ts'
import { NovelError } from '../novel/novel-error.ts'

/** How often work that is not an item is tried when an unknown error ends it. A lost connection is waited out instead. */
const attemptsAfterUnknownErrors = 5

/** The registered error that says best what happened. */
export function toStoredError(error: unknown): StoredError {
  if (error instanceof CineqoError) return error.toStored()
  if (error instanceof NovelError) return { code: error.code, params: error.params }
  return { code: 'item_failed', params: { detail: error instanceof Error ? error.message : String(error) } }
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

/** Runs work of a job that is not an item, and maps what it throws. */
export async function mappingErrors<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (isConnectionLoss(error)) throw error
    if (error instanceof CineqoError || error instanceof NovelError) throw permanentFailure(toStoredError(error), error)
    if (activityInfo().attempt >= attemptsAfterUnknownErrors) throw permanentFailure(toStoredError(error), error)
    throw error
  }
}
