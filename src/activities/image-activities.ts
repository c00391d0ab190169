/** Drawing characters. */
import { createHash } from 'node:crypto'
import { claimProviderCall, findAnsweredCall } from '../db/queries/claim-provider-call.ts'
import { lockFiles } from '../db/queries/lock-files.ts'
import { saveImage } from '../db/queries/save-image.ts'
import { settleProviderCall } from '../db/queries/settle-provider-call.ts'
import { makeThumbnail } from '../providers/pictures/thumbnail.ts'
import { imageKey, thumbnailKey } from '../storage/storage.ts'
import type { ActivityDependencies, ItemRef } from './dependencies.ts'
import { drawClaimed, keptPicture } from './draw-claimed.ts'
import { pictureOrder } from './picture-brief.ts'
import { costOf, priceOf } from './price-of.ts'
import { type ItemResult, type ItemWork, runItem } from './run-item.ts'

/** An item of a picture makes one request. */
const step = 'image'

/** On the image lane. */
export function createImageActivities(dependencies: ActivityDependencies) {
  const { database, storage } = dependencies

  return {
    /** Draws one image. Paid: claims the call in the ledger before submitting, and re-attaches to a request that was accepted. */
    drawImage: (ref: ItemRef) => runItem(dependencies, ref, 'image', drawInTurn),
  }

  async function drawInTurn(work: ItemWork): Promise<ItemResult> {
    const endTurn = await work.providers.takeTurn('image', work.call.signal)
    try {
      return await draw(work)
    } finally {
      endTurn()
    }
  }

  async function draw({ item, job, providers, call }: ItemWork): Promise<ItemResult> {
    const order = await pictureOrder({ db: database.db, storage }, { item, job })
    if (!order) return { result: 'already_drawn' }
    const { brief, characterId, lookId, isNewChoice } = order
    const { painter } = providers
    const model = brief.reference ? painter.editModel : painter.model
    // A picture that came after the job had ended is there, and paid for.
    const paid = await findAnsweredCall(database.db, { itemId: item.id, step })
    const { call: claim, claimedNow } = paid
      ? { call: paid, claimedNow: false }
      : await claimProviderCall(database.db, {
          userId: job.userId,
          projectId: job.projectId,
          jobId: job.id,
          itemId: item.id,
          step,
          lane: painter.lane,
          provider: painter.provider,
          model,
          reservedUsd: painter.billable ? priceOf(providers, model, painter.most) : 0,
        })
    // What was handed in under other settings is asked about where it was handed in.
    const isSame = claim.provider === painter.provider && claim.model === model
    const picture =
      (await keptPicture(storage, claim)) ??
      (await drawClaimed(
        { database, storage, painter: isSame ? painter : providers.painterOf(claim) },
        { claim, claimedNow, brief },
        call,
      ))
    const thumbnail = await makeThumbnail(picture.bytes)
    const sha256 = createHash('sha256').update(picture.bytes).digest('hex')
    const files = {
      storageKey: imageKey(job.projectId, sha256, picture.mediaType),
      thumbnailKey: thumbnailKey(job.projectId, sha256),
    }
    const isFree = isSame && !painter.billable
    const costUsd = paid ? paid.costUsd : isFree ? 0 : costOf(providers, claim, picture.usage)
    return {
      save: async (tx) => {
        await lockFiles(tx, Object.values(files))
        await storage.put(files.storageKey, picture.bytes)
        await storage.put(files.thumbnailKey, thumbnail)
        await saveImage(tx, {
          projectId: job.projectId,
          characterId,
          lookId,
          isNewChoice,
          jobId: job.id,
          sourceItemId: item.id,
          appearance: brief.appearance,
          ...files,
          sha256,
          mediaType: picture.mediaType,
          width: picture.width,
          height: picture.height,
          bytes: picture.bytes.byteLength,
          provider: claim.provider,
          model: claim.model,
          prompt: picture.prompt,
          seed: picture.seed,
          costUsd,
        })
        await settleProviderCall(tx, claim.id, { status: 'settled', usage: picture.usage, costUsd })
      },
    }
  }
}
