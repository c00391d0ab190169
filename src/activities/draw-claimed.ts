/** Hands a claimed call to a painter and waits for the picture, so that whatever dies on the way, it is not paid for twice. */
import { createHash } from 'node:crypto'
import { CineqoError } from '../contracts/errors.ts'
import { isLive } from '../contracts/statuses.ts'
import type { Database, Queryable } from '../db/client.ts'
import type { ProviderCallRow } from '../db/queries/claim-provider-call.ts'
import { findJobForWork } from '../db/queries/find-job-for-work.ts'
import { noteProviderRequest, settleProviderCall } from '../db/queries/settle-provider-call.ts'
import type { CallContext } from '../providers/analyst.ts'
import { endsRequest, type Painter, type Picture, type PortraitBrief, wasDelivered } from '../providers/painter.ts'
import { imageKey, type Storage } from '../storage/storage.ts'
import { toProviderError, toStoredError } from './failures.ts'
import { waitingForDatabase } from './waiting-for-database.ts'

interface Drawing {
  claim: ProviderCallRow
  /** False when an earlier attempt has claimed the call. */
  claimedNow: boolean
  brief: PortraitBrief
}

/** A picture as the ledger keeps it until its item ends: one that came at once, or after the job had ended. */
export type KeptPicture = Omit<Picture, 'bytes'> & { storageKey: string }

/** Stores the file of a picture, and returns what the ledger keeps of it. */
export async function keepPicture(
  storage: Storage,
  { projectId }: ProviderCallRow,
  { bytes, ...picture }: Picture,
): Promise<KeptPicture> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const storageKey = imageKey(projectId ?? '', sha256, picture.mediaType)
  await storage.put(storageKey, bytes)
  return { ...picture, storageKey }
}

/** The picture of a call that was kept; null where there is none. */
export async function keptPicture(storage: Storage, claim: ProviderCallRow): Promise<Picture | null> {
  if (!claim.answer) return null
  const { storageKey, ...picture } = claim.answer as KeptPicture
  return { ...picture, bytes: await storage.get(storageKey) }
}

/** Submits unless that was done before, and waits for the picture. Throws `outcome_unknown` when nobody knows whether it was submitted. */
export async function drawClaimed(
  { database, storage, painter }: { database: Database; storage: Storage; painter: Painter },
  { claim, claimedNow, brief }: Drawing,
  call: CallContext,
): Promise<Picture> {
  const { db } = database
  if (!claim.requestId && !claimedNow && painter.billable) return outcomeUnknown()
  const submitted = claim.requestId ? { requestId: claim.requestId } : await submit()
  if ('picture' in submitted && submitted.picture) return submitted.picture
  const { requestId } = submitted
  try {
    return await painter.collect({ requestId, brief }, call)
  } catch (error) {
    if (call.signal.aborted) await leaveRequest(requestId)
    // Only the provider's own word ends a request. One that could not be asked about is attached to again.
    else if (endsRequest(error)) await settleFailedRequest(db, claim.id, error)
    throw toProviderError(error)
  }

  /** Hands the request in and stores its id, or the picture that came at once, which must not get lost: it was paid for. */
  async function submit() {
    if (call.signal.aborted) {
      await settleProviderCall(db, claim.id, { status: 'cancelled' })
      throw call.signal.reason
    }
    const submission = await painter.submit(brief, call).catch(notSubmitted)
    const { requestId, picture } = submission
    const answer = picture && (await keepPicture(storage, claim, picture))
    await waitingForDatabase(() => noteProviderRequest(db, claim.id, { requestId, answer }), call.signal)
    return submission
  }

  /** A registered error is an answer: nothing was taken on. After anything else nobody knows. */
  async function notSubmitted(error: unknown): Promise<never> {
    if (call.signal.aborted) throw error
    const isAnswer = error instanceof CineqoError && error.code !== 'outcome_unknown'
    if (!isAnswer && painter.billable) return outcomeUnknown()
    await settleFailedRequest(db, claim.id, error)
    throw toProviderError(error)
  }

  async function outcomeUnknown(): Promise<never> {
    await settleProviderCall(db, claim.id, { status: 'outcome_unknown' })
    throw new CineqoError('outcome_unknown', { provider: painter.provider })
  }

  /**
   * Cancels the request when nobody wants its outcome any more. After a worker's shutdown or a reset, another attempt attaches to it. Where the
   * picture was drawn before, what it costs stays held back until it is fetched after the end of the job.
   */
  async function leaveRequest(requestId: string): Promise<void> {
    const reason = call.signal.reason instanceof Error ? call.signal.reason.message : ''
    if (reason !== 'CANCELLED' && reason !== 'NOT_FOUND') return
    const job = reason === 'NOT_FOUND' && claim.jobId ? await findJobForWork(db, claim.jobId) : undefined
    if (job && isLive(job.status)) return
    const isInTime = await painter.cancel({ requestId })
    if (isInTime) await settleProviderCall(db, claim.id, { status: 'cancelled' })
  }
}

/** Books the end of a request that gave no picture to keep. One that can't be used was drawn, and may have been billed. */
export async function settleFailedRequest(db: Queryable, callId: string, error: unknown): Promise<void> {
  const isUncertain = wasDelivered(error) || (error instanceof CineqoError && error.code === 'outcome_unknown')
  const status = isUncertain ? 'outcome_unknown' : 'failed'
  await settleProviderCall(db, callId, { status, error: toStoredError(error) })
}
