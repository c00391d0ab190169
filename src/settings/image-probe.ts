/** What can be found out about an image model without paying for a picture, and with paying for one. */
import { randomUUID } from 'node:crypto'
import type OpenAI from 'openai'
import { CineqoError } from '../contracts/errors.ts'
import type { TestFinding } from '../contracts/settings.ts'
import type { FalQueue } from '../providers/fal/client.ts'
import { providerNameOf } from '../providers/openai/client.ts'
import { listModels } from '../providers/openai/probe-models.ts'
import type { Painter, PortraitBrief } from '../providers/painter.ts'
import { testFindings as say } from './connection-findings.ts'

/**
 * Asks fal about a request that there is not, since it looks at the key first. Throws a `CineqoError` for what makes the rest pointless. Whether
 * there is such an app shows with the first picture.
 */
export async function probeFal(queue: FalQueue, signal: AbortSignal): Promise<TestFinding[]> {
  try {
    await queue.status(randomUUID(), signal)
  } catch (error) {
    const isAboutRequest =
      error instanceof CineqoError && ['outcome_unknown', 'provider_bad_request'].includes(error.code)
    if (!isAboutRequest) throw error
  }
  return [say.reached('fal'), say.keyAccepted()]
}

/** Looks for the model in the list of a server that speaks OpenAI's images. Throws a `CineqoError` for what makes the rest pointless. */
export async function probeImageServer(
  client: OpenAI,
  { model, signal }: { model: string; signal: AbortSignal },
): Promise<TestFinding[]> {
  const listed = await listModels(client, signal)
  const reached = say.reached(providerNameOf(client.baseURL))
  if (listed instanceof CineqoError) {
    // Some servers keep no list and draw all the same.
    if (['provider_bad_request', 'provider_model_missing'].includes(listed.code)) {
      return [reached, say.modelUnlisted(model)]
    }
    throw listed
  }
  const isListed = listed.some(({ id }) => id === model)
  return [reached, say.keyAccepted(), isListed ? say.modelListed(model) : say.modelUnlisted(model)]
}

const brief: PortraitBrief = {
  language: 'en',
  name: 'Grey cat',
  aliases: [],
  importance: 'minor',
  role: '',
  description: '',
  appearance: 'a small grey cat on a chair',
  prompt: 'a small grey cat on a chair, plain background',
  promptByHand: null,
  look: null,
  reference: null,
  style: '',
  aspectRatio: '1:1',
  seed: 1,
}

/** Draws one picture, which is paid for. Throws what the painter throws. */
export async function drawOne(painter: Painter, signal: AbortSignal): Promise<TestFinding> {
  const call = {
    signal,
    report: () => {},
    note: () => {},
    pay: () => Promise.reject(new Error('A painter makes its requests itself.')),
  }
  const { requestId, picture } = await painter.submit(brief, call)
  const { width, height } = picture ?? (await painter.collect({ requestId, brief }, call))
  return say.drawn(width, height)
}
