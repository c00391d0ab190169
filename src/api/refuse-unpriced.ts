import { CineqoError } from '../contracts/errors.ts'
import type { JobType } from '../contracts/job-types.ts'
import type { ApiContext } from './context.ts'

/** Which providers jobs of a type ask. */
const asks: Record<JobType, { text: boolean; image: boolean }> = {
  adaptation: { text: true, image: true },
  novel_split: { text: true, image: false },
  character_extraction: { text: true, image: true },
  character_image_generation: { text: false, image: true },
  batch_image_generation: { text: false, image: true },
}

/**
 * Throws `price_unknown` when a job of the type, or without one any job of the project, would ask a model that costs money and has no known
 * price: a budget could not be kept.
 */
export async function refuseUnpriced(
  context: ApiContext,
  job: { projectId: string; userId: string; type?: JobType; input?: object },
): Promise<void> {
  const { analyst, painter, priceOf } = await context.providersOf(job)
  const { text, image } = job.type ? asks[job.type] : { text: true, image: true }
  const asked = [...(text ? [analyst] : []), ...(image && drawsAny(job.input) ? [painter] : [])]
  for (const { billable, model } of asked) {
    if (billable && priceOf(model) === null) throw new CineqoError('price_unknown', { model })
  }
}

/** Whether a job with the input draws: extractions may be told not to. */
function drawsAny(input: object | undefined): boolean {
  return !(input && 'images' in input && input.images === false)
}
