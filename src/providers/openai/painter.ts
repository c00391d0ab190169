/** Draws with image models that speak OpenAI's API: the picture comes with the answer, so there is nothing to wait for afterwards. */
import type OpenAI from 'openai'
import { APIError, toFile } from 'openai'
import type { ImagesResponse } from 'openai/resources/images'
import { CineqoError } from '../../contracts/errors.ts'
import { noUsage, type Usage } from '../../contracts/money.ts'
import type { Asked } from '../http/answer-error.ts'
import { mayHaveArrived, TransportError } from '../http/transport-error.ts'
import type { Painter, Picture, PortraitBrief } from '../painter.ts'
import { checkPicture } from '../pictures/check.ts'
import { downloadPicture } from '../pictures/download.ts'
import { picturePrompt } from '../pictures/prompt.ts'
import { toProviderError } from './errors.ts'
import { type ImageModel, imageModelOf } from './image-models.ts'
import { statedTokens } from './stated-tokens.ts'

export interface OpenAiPainterOptions {
  /** See `createOpenAiClient`. */
  client: OpenAI
  model: string
  /** The model that draws looks from a picture; null for the one that belongs to `model`. */
  editModel?: string | null
  /** See `Painter`. */
  lane: string
  /** For pictures that are answered with an address; see `createProviderFetch`. */
  fetch: typeof globalThis.fetch
  /** In words of a person, for errors. */
  serverName: string
  /** Taken out of everything that is shown. */
  apiKey: string | null
}

const providerName = 'openai'

export function createOpenAiPainter(options: OpenAiPainterOptions): Painter {
  const { client, model } = options
  const known = imageModelOf(model)
  const editModel = options.editModel ?? known.editModel ?? model

  return {
    provider: providerName,
    model,
    editModel,
    lane: options.lane,
    billable: true,
    most: mostOf(known, imageModelOf(editModel)),

    async submit(brief, call) {
      const used = brief.reference ? editModel : model
      const asked: Asked = { provider: options.serverName, model: used, key: options.apiKey }
      const answer = await request(client, used, brief, call.signal).catch((error: unknown) => {
        throw notTaken(error, asked, call.signal)
      })
      // A page in its place comes through the SDK as if it were an answer.
      if (!Array.isArray(answer?.data)) throw new CineqoError('outcome_unknown', { provider: options.serverName })
      const bytes = await bytesOf(answer, options, call.signal)
      const picture: Picture = {
        bytes,
        ...(await checkPicture(bytes, options.serverName)),
        prompt: picturePrompt(brief),
        seed: null,
        usage: usageOf(answer, imageModelOf(used)),
      }
      call.report({ done: 1, total: 1 })
      return { requestId: `picture-${answer.created ?? 0}`, picture }
    },

    async collect() {
      // A picture is there with the answer, or it is lost.
      throw new CineqoError('outcome_unknown', { provider: options.serverName })
    },

    async cancel() {
      // A request ends with its connection; there is nothing to cancel afterwards.
      return false
    },
  }
}

async function request(
  client: OpenAI,
  model: string,
  brief: PortraitBrief,
  signal: AbortSignal,
): Promise<ImagesResponse> {
  const { sizeFor, fixed } = imageModelOf(model)
  const order = { model, prompt: picturePrompt(brief), n: 1, size: sizeFor(brief.aspectRatio) as 'auto', ...fixed }
  const { reference } = brief
  if (!reference) return client.images.generate(order, { signal })
  const name = `sheet.${reference.mediaType.replace('image/', '')}`
  const image = await toFile(reference.bytes, name, { type: reference.mediaType })
  return client.images.edit({ ...order, image }, { signal })
}

/** What is thrown for a request that failed: `outcome_unknown` where it may have been drawn, and billed, all the same. */
function notTaken(error: unknown, asked: Asked, signal: AbortSignal): unknown {
  const problem = toProviderError(error, { ...asked, signal })
  if (signal.aborted || !(problem instanceof CineqoError) || !problem.definition.mayBeBilled) return problem
  const saidNo = error instanceof APIError && error.status !== undefined && error.status < 500 && error.status !== 408
  const transport = error instanceof Error && error.cause instanceof TransportError ? error.cause : undefined
  const neverArrived = transport !== undefined && !mayHaveArrived(transport)
  return saidNo || neverArrived ? problem : new CineqoError('outcome_unknown', { provider: asked.provider })
}

async function bytesOf(
  answer: ImagesResponse,
  { client, fetch, serverName }: OpenAiPainterOptions,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const [image] = answer.data ?? []
  if (image?.b64_json) return Buffer.from(image.b64_json, 'base64')
  if (!image?.url) throw new CineqoError('picture_unusable', { provider: serverName, detail: '0 images' })
  const trustedOrigin = new URL(client.baseURL).origin
  return downloadPicture(image.url, { provider: serverName, fetch, trustedOrigin, signal }).catch((error) => {
    // It was drawn: whoever asked again would pay for it again.
    if (signal.aborted) throw signal.reason
    const detail = error instanceof Error ? error.message : String(error)
    throw error instanceof CineqoError && error.definition.retry === 'never'
      ? error
      : new CineqoError('picture_unusable', { provider: serverName, detail })
  })
}

/** What a picture used. A server that does not say, or says what can't be, is taken to have used the most, where its model counts tokens. */
function usageOf({ usage }: ImagesResponse, { most }: ImageModel): Usage {
  const inputTokens = statedTokens(usage?.input_tokens)
  const outputTokens = statedTokens(usage?.output_tokens)
  if (inputTokens === undefined || outputTokens === undefined) return most
  return { ...noUsage, inputTokens, outputTokens, images: 1 }
}

function mostOf(first: ImageModel, second: ImageModel): Usage {
  return {
    ...noUsage,
    inputTokens: Math.max(first.most.inputTokens, second.most.inputTokens),
    outputTokens: Math.max(first.most.outputTokens, second.most.outputTokens),
    images: 1,
  }
}
