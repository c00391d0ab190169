/** What a painter is told about the picture of an item. */
import { createHash } from 'node:crypto'
import { CineqoError } from '../contracts/errors.ts'
import type { Queryable } from '../db/client.ts'
import { findCharacter } from '../db/queries/find-character.ts'
import { type DrawnLook, listLooks } from '../db/queries/list-looks.ts'
import type { JobItemRow, JobRow } from '../db/views.ts'
import type { PortraitBrief } from '../providers/painter.ts'
import type { Storage } from '../storage/storage.ts'
import type { DrawInput, PictureSubject } from './image-plan.ts'

export interface PictureOrder {
  brief: PortraitBrief
  characterId: string
  lookId: string | null
  /** Whether it takes the place of the picture that is chosen. */
  isNewChoice: boolean
}

interface Ground {
  db: Queryable
  storage: Storage
}

interface Subject {
  item: JobItemRow
  job: JobRow
}

/**
 * What is to be drawn for an item; null when there is a picture already and nobody asks for another. Throws `not_found`, and `sheet_required` for
 * a look of a character who has no sheet to make it from.
 */
export async function pictureOrder(ground: Ground, subject: Subject): Promise<PictureOrder | null> {
  const { isDrawn, ...order } = await findOrder(ground, subject)
  return isDrawn ? null : order
}

/** What a painter was told about the picture of an item, whether there is another one meanwhile or not. Throws as `pictureOrder` does. */
export async function pictureBrief(ground: Ground, subject: Subject): Promise<PortraitBrief> {
  return (await findOrder(ground, subject)).brief
}

async function findOrder(
  { db, storage }: Ground,
  { item, job }: Subject,
): Promise<PictureOrder & { isDrawn: boolean }> {
  const { lookId, candidate } = (item.subject ?? { lookId: null, candidate: 0 }) as PictureSubject
  const input = job.input as DrawInput
  const characterId = item.subjectId
  const found = characterId && (await findCharacter(db, { characterId, projectId: job.projectId }))
  if (!found) throw new CineqoError('not_found', { what: 'character' })
  const { character, project } = found
  const { sheet, further } = await listLooks(db, character.id)
  const look = lookId === null ? null : further.find(({ id }) => id === lookId)
  if (look === undefined) throw new CineqoError('not_found', { what: 'look' })
  const wantsAnother = input.regenerate === true || input.prompt !== undefined
  const hasPicture = (look ?? sheet)?.images.some(({ jobId }) => jobId !== job.id) ?? false
  return {
    isDrawn: hasPicture && !wantsAnother,
    characterId: character.id,
    lookId,
    isNewChoice: candidate === 0,
    brief: {
      language: project.language,
      name: character.name,
      aliases: character.aliases,
      importance: character.importance,
      role: character.role,
      description: character.description,
      appearance: character.appearance,
      prompt: character.prompt,
      promptByHand: input.prompt ?? null,
      look: look && { name: look.name, prompt: look.prompt, appearance: look.appearance },
      reference: look && (await referenceFrom(storage, sheet, character.name)),
      style: project.style,
      aspectRatio: project.aspectRatio,
      seed: wantsAnother ? seedOf(item.id) : candidate,
    },
  }
}

async function referenceFrom(storage: Storage, sheet: DrawnLook | null, name: string) {
  const [picture] = sheet?.images ?? []
  if (!picture) throw new CineqoError('sheet_required', { name })
  return { bytes: await storage.get(picture.storageKey), mediaType: picture.mediaType }
}

/** Another one for each item, and the same for each attempt at it. Models take 31 bits. */
function seedOf(itemId: string): number {
  return createHash('sha256').update(itemId).digest().readUInt32BE() >>> 1
}
