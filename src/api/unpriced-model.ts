import type { JobType } from '../contracts/job-types.ts'
import { costUsdOf, noUsage, type Usage } from '../contracts/money.ts'
import type { ApiContext } from './context.ts'

/** Which providers jobs of a type ask. */
const asks: Record<JobType, { text: boolean; image: boolean }> = {
  adaptation: { text: true, image: true },
  novel_split: { text: true, image: false },
  character_extraction: { text: true, image: true },
  character_image_generation: { text: false, image: true },
  batch_image_generation: { text: false, image: true },
}

/** Any text call uses some of both. */
const oneToken: Usage = { ...noUsage, inputTokens: 1, outputTokens: 1 }

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
  const isUnpriced = (model: string, used: Usage) => {
    const price = priceOf(model)
    return price === null || costUsdOf(used, price) === null
  }
  if (text && analyst.billable && isUnpriced(analyst.model, oneToken)) return analyst.model
  if (!image || !painter.billable || input.images === false) return null
  // Further looks are made from a picture.
  const models = [painter.model, ...(input.looks || input.lookId !== undefined ? [painter.editModel] : [])]
  return models.find((model) => isUnpriced(model, painter.most)) ?? null
}
