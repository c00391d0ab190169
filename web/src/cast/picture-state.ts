/** What of a character is drawn, what it costs, and how its last drawing ended. Pure. */
import type { Image } from '../../../src/contracts/entities.ts'
import type { Job } from '../../../src/contracts/job.ts'
import { isLive } from '../../../src/contracts/statuses.ts'

/** The sheet of a character, or with `lookId` one of its looks. */
export interface Subject {
  characterId: string
  lookId: string | null
}

/** The newest job that draws, or drew, this subject. */
export function lastDrawing(jobs: Iterable<Job>, subject: Subject): Job | undefined {
  let newest: Job | undefined
  for (const job of jobs) {
    if (isAbout(job, subject) && (newest === undefined || job.createdAt > newest.createdAt)) newest = job
  }
  return newest
}

function isAbout({ type, input }: Job, { characterId, lookId }: Subject): boolean {
  if (type === 'batch_image_generation') {
    return lookId === null && Array.isArray(input.characterIds) && input.characterIds.includes(characterId)
  }
  if (type !== 'character_image_generation' || input.characterId !== characterId) return false
  if (input.looks === true) return lookId !== null
  return (input.lookId ?? null) === lookId
}

/** Whether the last drawing ended badly and nothing was drawn since. */
export function hasFailed(job: Job | undefined, images: readonly Image[]): job is Job {
  if (!job?.error || isLive(job.status)) return false
  return images.every(({ createdAt }) => job.completedAt === null || createdAt < job.completedAt)
}

/** What is asked of the painter: without `prompt`, what the description says. */
export interface DrawOrder {
  candidates: number
  prompt: string
}

/** The input of the job. A prompt that was not touched is left out, so that the description keeps deciding. */
export function drawInput(subject: Subject, order: DrawOrder, before: { prompt: string; hasImages: boolean }) {
  const prompt = order.prompt.trim()
  return {
    characterId: subject.characterId,
    ...(subject.lookId !== null && { lookId: subject.lookId }),
    candidates: order.candidates,
    regenerate: before.hasImages,
    ...(prompt !== '' && prompt !== before.prompt.trim() && { prompt }),
  }
}

/** What drawing costs: nothing, so much a picture, or what nobody has stated. */
export type PicturePrice = { kind: 'free' } | { kind: 'known'; usdPerImage: number } | { kind: 'unknown' }

export function picturePrice(image: {
  provider: string
  price: { usdPerImage?: number | undefined } | null
}): PicturePrice {
  if (image.provider === 'offline') return { kind: 'free' }
  const usdPerImage = image.price?.usdPerImage
  return usdPerImage === undefined ? { kind: 'unknown' } : { kind: 'known', usdPerImage }
}
