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
 * A model that costs money and has no known price, so that a budget could not be kept, among those that a job of the type would ask, or without a
 * type among those that any job of the project asks. Null where there is none. Asks the database: not to be called within a transaction, since
 * whoever holds a connection and waits for another may wait for ever.
 */
export async function unpricedModel(
  context: ApiContext,
  job: { projectId: string; userId: string; type?: JobType; input?: object },
): Promise<string | null> {
  const { analyst, painter, priceOf } = await context.providersOf(job)
  const { text, image } = job.type ? asks[job.type] : { text: true, image: true }
  const input: { images?: boolean; looks?: boolean; lookId?: string } = job.input ?? {}
  const models: string[] = []
  if (text && analyst.billable) models.push(analyst.model)
  if (image && painter.billable && input.images !== false) {
    models.push(painter.model)
    // Further looks are made from a picture.
    if (input.looks || input.lookId !== undefined) models.push(painter.editModel)
  }
  return models.find((model) => priceOf(model) === null) ?? null
}
