/** Drawing characters. */
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { CineqoError } from '../contracts/errors.ts'
import { isLive } from '../contracts/statuses.ts'
import { inTransaction, isConnectionLoss } from '../db/client.ts'
import { claimProviderCall, type ProviderCallRow } from '../db/queries/claim-provider-call.ts'
import { type CharacterWithProject, findCharacter } from '../db/queries/find-character.ts'
import { findJobForWork } from '../db/queries/find-job-for-work.ts'
import { insertItems } from '../db/queries/insert-items.ts'
import { listCharacterNames } from '../db/queries/list-character-names.ts'
import { saveImage } from '../db/queries/save-image.ts'
import { noteProviderRequest, settleProviderCall } from '../db/queries/settle-provider-call.ts'
import type { CallContext } from '../providers/analyst.ts'
import type { Picture, PortraitBrief } from '../providers/painter.ts'
import { imageKey } from '../storage/storage.ts'
import type { ActivityDependencies, ItemRef, JobRef } from './dependencies.ts'
import { countingLosses, toProviderError, toStoredError } from './failures.ts'
import { runItem } from './run-item.ts'

/** The look that is drawn when nobody asks for another. */
const defaultLook = 'default'
const databaseRetryMs = 500

/** On the work queue. */
export function createImagePlanActivities({ database }: ActivityDependencies) {
  return {
    /** Plans one picture for each character that the job names. */
    planImages: ({ jobId }: JobRef) =>
      countingLosses(async () => {
        const job = await findJobForWork(database.db, jobId)
        if (!job) throw new CineqoError('not_found', { what: 'job' })
        const asked = (job.input.characterIds ?? [job.input.characterId]) as string[]
        const characterIds = [...new Set(asked)]
        const { userId, projectId } = job
        const named = await listCharacterNames(database.db, { userId, projectId, characterIds })
        const names = new Map(named.map(({ id, name }) => [id, name]))
        await inTransaction(database.db, (tx) =>
          insertItems(tx, {
            jobId,
            phase: 'draw',
            items: characterIds.map((characterId, number) => ({
              kind: 'image',
              key: characterId,
              number,
              label: names.get(characterId) ?? '',
              subjectId: characterId,
            })),
          }),
        )
      }),
  }
}

/** On the image lane. */
export function createImageActivities(dependencies: ActivityDependencies) {
  const { database, painter, storage } = dependencies
  const lane = `image:${painter.provider}`

  return {
    /** Draws one image. Paid: claims the call in the ledger before submitting, and re-attaches to a request that was accepted. */
    drawImage: (ref: ItemRef) =>
      runItem(dependencies, ref, lane, async ({ item, job, call }) => {
        const characterId = item.subjectId
        const found = characterId && (await findCharacter(database.db, { characterId, projectId: job.projectId }))
        if (!found) throw new CineqoError('not_found', { what: 'character' })
        if (found.imageCount > 0 && job.input.regenerate !== true) return { result: 'already_drawn' }

        const brief = toBrief(found)
        const { call: claim, claimedNow } = await claimProviderCall(database.db, {
          userId: job.userId,
          jobId: job.id,
          itemId: item.id,
          lane,
          provider: painter.provider,
          model: painter.model,
        })
        const picture = await drawClaimed(claim, claimedNow, brief, call)
        const sha256 = createHash('sha256').update(picture.bytes).digest('hex')
        const storageKey = imageKey(job.projectId, sha256, picture.mediaType)
        await storage.put(storageKey, picture.bytes)
        return {
          save: async (tx) => {
            await saveImage(tx, {
              projectId: job.projectId,
              characterId: found.character.id,
              jobId: job.id,
              sourceItemId: item.id,
              lookName: defaultLook,
              appearance: brief.appearance,
              storageKey,
              sha256,
              mediaType: picture.mediaType,
              width: picture.width,
              height: picture.height,
              bytes: picture.bytes.byteLength,
              provider: painter.provider,
              model: painter.model,
              prompt: picture.prompt,
              seed: brief.seed,
              costUsd: picture.costUsd,
            })
            await settleProviderCall(tx, claim.id, { status: 'settled', costUsd: picture.costUsd })
          },
        }
      }),
  }

  /** Submits unless that was done before, and waits for the picture. */
  async function drawClaimed(
    claim: ProviderCallRow,
    claimedNow: boolean,
    brief: PortraitBrief,
    call: CallContext,
  ): Promise<Picture> {
    if (!claim.requestId && !claimedNow && painter.billable) return outcomeUnknown(claim)
    const requestId = claim.requestId ?? (await submitClaimed(claim, brief, call))
    try {
      return await painter.collect({ requestId, brief }, call)
    } catch (error) {
      if (call.signal.aborted) await leaveRequest(claim, requestId, call.signal)
      // Only the provider's own word ends a request. One that could not be asked about is attached to again.
      else if (error instanceof CineqoError && error.definition.retry !== 'when_lane_opens') {
        await settleProviderCall(database.db, claim.id, { status: 'failed', error: error.toStored() })
      }
      throw toProviderError(error)
    }
  }

  /** Hands the request in and stores its id, which must not get lost: it was paid for. */
  async function submitClaimed(claim: ProviderCallRow, brief: PortraitBrief, call: CallContext): Promise<string> {
    if (call.signal.aborted) {
      await settleProviderCall(database.db, claim.id, { status: 'cancelled' })
      throw call.signal.reason
    }
    const { requestId } = await painter.submit(brief, call).catch((error) => notSubmitted(claim, error, call.signal))
    await waitingForDatabase(() => noteProviderRequest(database.db, claim.id, requestId), call.signal)
    return requestId
  }

  /** A registered error is an answer: nothing was taken on. After anything else nobody knows. */
  async function notSubmitted(claim: ProviderCallRow, error: unknown, signal: AbortSignal): Promise<never> {
    if (signal.aborted) throw error
    const isAnswer = error instanceof CineqoError && error.code !== 'outcome_unknown'
    if (!isAnswer && painter.billable) return outcomeUnknown(claim)
    await settleProviderCall(database.db, claim.id, { status: 'failed', error: toStoredError(error) })
    throw toProviderError(error)
  }

  async function outcomeUnknown(claim: ProviderCallRow): Promise<never> {
    await settleProviderCall(database.db, claim.id, { status: 'outcome_unknown' })
    throw new CineqoError('outcome_unknown', { provider: painter.provider })
  }

  /** Cancels the request when nobody wants its outcome any more. After a worker's shutdown or a reset, another attempt attaches to it. */
  async function leaveRequest(claim: ProviderCallRow, requestId: string, signal: AbortSignal): Promise<void> {
    const reason = signal.reason instanceof Error ? signal.reason.message : ''
    if (reason !== 'CANCELLED' && reason !== 'NOT_FOUND') return
    const job = reason === 'NOT_FOUND' && claim.jobId ? await findJobForWork(database.db, claim.jobId) : undefined
    if (job && isLive(job.status)) return
    await painter.cancel({ requestId })
    await settleProviderCall(database.db, claim.id, { status: 'cancelled' })
  }
}

/** Does a small write, and again while the database is away, until the attempt is aborted. */
async function waitingForDatabase(write: () => Promise<void>, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      return await write()
    } catch (error) {
      if (!isConnectionLoss(error)) throw error
      await sleep(databaseRetryMs, undefined, { signal })
    }
  }
}

function toBrief({ character, project, imageCount }: CharacterWithProject): PortraitBrief {
  return {
    language: project.language,
    name: character.name,
    aliases: character.aliases,
    importance: character.importance,
    role: character.role,
    description: character.description,
    appearance: character.appearance,
    style: project.style,
    aspectRatio: project.aspectRatio,
    seed: imageCount,
  }
}
