/** What of a character is drawn, what it costs, and how its last drawing ended. Pure. */
import type { Image } from '../../../src/contracts/entities.ts'
import type { Job } from '../../../src/contracts/job.ts'
import type { Estimate } from '../../../src/contracts/money.ts'
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

/** What is asked of the painter. */
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

/** What drawing costs: nothing, so much, or what nobody has stated. */
export type PicturePrice =
  | { kind: 'free' }
  | { kind: 'known'; model: string; eachUsd: number; totalUsd: number }
  | { kind: 'unknown'; model: string }

/** The price of an order of pictures, from its estimate. */
export function picturePrice({ lines: [line] }: Pick<Estimate, 'lines'>): PicturePrice {
  if (!line) return { kind: 'free' }
  const { model, calls, costUsd } = line
  if (costUsd === null) return { kind: 'unknown', model }
  return { kind: 'known', model, eachUsd: costUsd.expected / Math.max(1, calls.expected), totalUsd: costUsd.expected }
}

/** What is in use once a picture of these is deleted: none is left, the newest of the others takes its place, or what was in use stays. */
export function afterDeletion(image: Pick<Image, 'chosen'>, images: readonly unknown[]): 'none' | 'newest' | 'same' {
  if (images.length <= 1) return 'none'
  return image.chosen ? 'newest' : 'same'
}
