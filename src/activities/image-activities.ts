/** Drawing characters. */
import { createHash } from 'node:crypto'
import { CineqoError } from '../contracts/errors.ts'
import { inTransaction } from '../db/client.ts'
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
import { mappingErrors, toStoredError } from './failures.ts'
import { runItem } from './run-item.ts'

/** The look that is drawn when nobody asks for another. */
const defaultLook = 'default'

/** On the work queue. */
export function createImagePlanActivities({ database }: ActivityDependencies) {
  return {
    /** Plans one picture for each character that the job names. */
    planImages: ({ jobId }: JobRef) =>
      mappingErrors(async () => {
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
    let { requestId } = claim
    if (!requestId && !claimedNow && painter.billable) {
      await settleProviderCall(database.db, claim.id, { status: 'outcome_unknown' })
      throw new CineqoError('outcome_unknown', { provider: painter.provider })
    }
    try {
      if (!requestId) {
        const submitted = await painter.submit(brief, call)
        requestId = submitted.requestId
        await noteProviderRequest(database.db, claim.id, requestId)
      }
      return await painter.collect({ requestId, brief }, call)
    } catch (error) {
      if (!call.signal.aborted) {
        await settleProviderCall(database.db, claim.id, { status: 'failed', error: toStoredError(error) })
      } else if (isUnwanted(call.signal) && requestId) {
        await painter.cancel({ requestId })
        await settleProviderCall(database.db, claim.id, { status: 'cancelled' })
      }
      throw error
    }
  }
}

/** Whether nobody wants the outcome any more. After a worker's shutdown another one re-attaches instead. */
function isUnwanted(signal: AbortSignal): boolean {
  const reason = signal.reason instanceof Error ? signal.reason.message : ''
  return reason === 'CANCELLED' || reason === 'NOT_FOUND'
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
