/** Draws with the image models of fal: a request waits in their queue, and its picture is fetched when it is done. */
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { CineqoError } from '../../contracts/errors.ts'
import { noUsage, type Usage } from '../../contracts/money.ts'
import type { Painter, Picture, PortraitBrief, WaitingContext } from '../painter.ts'
import { checkPicture } from '../pictures/check.ts'
import { downloadPicture } from '../pictures/download.ts'
import { picturePrompt } from '../pictures/prompt.ts'
import { argumentsFor, editAppOf, takesSeed } from './apps.ts'
import { createFalQueue, type FalClientOptions, type FalQueue, falQueueUrl, providerName } from './client.ts'

export interface FalPainterOptions extends Omit<FalClientOptions, 'queueUrl'> {
  /** The id of an app such as `fal-ai/flux/dev`. */
  model: string
  /** The app that draws looks from a picture; null for the one that belongs to `model`. */
  editModel?: string | null
  /** By default fal's own. */
  queueUrl?: string
  /** See `Painter`. */
  lane: string
  /** How long is waited between two questions about a request: at first, and at most. */
  pollEveryMs?: { first: number; most: number }
}

const onePicture: Usage = { ...noUsage, images: 1 }
const usualPollMs = { first: 500, most: 3000 }
const pollGrowth = 1.5
/** How often in a row a request may not be asked about before the attempt is given up. The next one goes on asking. */
const faultsInARow = 4
/** Of one question; a whole drawing is bounded by the activity. */
const questionTimeoutMs = 30_000
const cancelTimeoutMs = 10_000

const resultSchema = z.object({
  images: z.array(z.object({ url: z.string() })).optional(),
  /** Apps that make a single picture. */
  image: z.object({ url: z.string() }).nullish(),
  seed: z.number().nullish(),
  has_nsfw_concepts: z.array(z.boolean()).nullish(),
})

export function createFalPainter(options: FalPainterOptions): Painter {
  const { model, fetch } = options
  const queueUrl = options.queueUrl ?? falQueueUrl
  const pollEveryMs = options.pollEveryMs ?? usualPollMs
  const editModel = options.editModel ?? editAppOf(model)
  const appFor = (brief: PortraitBrief) => (brief.reference ? editModel : model)
  const queueOf = (app: string) => createFalQueue(app, { apiKey: options.apiKey, queueUrl, fetch })

  return {
    provider: providerName,
    model,
    editModel,
    lane: options.lane,
    billable: true,
    most: onePicture,

    async submit(brief, { signal }) {
      const app = appFor(brief)
      const requestId = await queueOf(app).submit(argumentsFor(app, picturePrompt(brief), brief), signal)
      return { requestId }
    },

    async collect({ requestId, brief }, call) {
      const app = appFor(brief)
      const queue = queueOf(app)
      await waitInQueue(queue, requestId, call, pollEveryMs)
      const answer = await asking(call.signal, pollEveryMs.first, (signal) => queue.result(requestId, signal))
      const { url, seed } = pictureIn(answer)
      const bytes = await asking(call.signal, pollEveryMs.first, (signal) =>
        downloadPicture(url, { provider: providerName, fetch, trustedOrigin: new URL(queueUrl).origin, signal }),
      )
      const picture: Picture = {
        bytes,
        ...(await checkPicture(bytes, providerName)),
        prompt: picturePrompt(brief),
        seed: seed ?? (takesSeed(app) ? brief.seed : null),
        usage: onePicture,
      }
      call.report({ done: 1, total: 1 })
      return picture
    },

    async cancel({ requestId }) {
      // Which of the two apps it was handed in to is not known here; the queue answers for those of one owner and alias alone.
      let isInTime = false
      for (const app of new Set([model, editModel])) {
        if (await queueOf(app).cancel(requestId, AbortSignal.timeout(cancelTimeoutMs))) isInTime = true
      }
      return isInTime
    },
  }
}

/** Asks how far the request is until it is done, and reports its place in the queue. */
async function waitInQueue(
  queue: FalQueue,
  requestId: string,
  { signal, report }: WaitingContext,
  pollEveryMs: { first: number; most: number },
): Promise<void> {
  for (let waitMs = pollEveryMs.first; ; waitMs = Math.min(pollEveryMs.most, waitMs * pollGrowth)) {
    const { status, queuePosition } = await asking(signal, pollEveryMs.first, (each) => queue.status(requestId, each))
    if (status !== 'IN_QUEUE' && status !== 'IN_PROGRESS') return
    report({ done: 0, total: 1, ...(queuePosition !== null && { text: `#${queuePosition + 1}` }) })
    await pause(waitMs, signal)
  }
}

/** Asks, and a few times more when no answer comes: a question costs nothing. */
async function asking<Answer>(
  signal: AbortSignal,
  firstPauseMs: number,
  ask: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  for (let faults = 1; ; faults++) {
    const timeout = AbortSignal.timeout(questionTimeoutMs)
    try {
      return await ask(AbortSignal.any([signal, timeout]))
    } catch (error) {
      if (signal.aborted) throw signal.reason
      const fault = timeout.aborted
        ? new CineqoError('provider_timed_out', { provider: providerName, seconds: questionTimeoutMs / 1000 })
        : error
      const mayPass = fault instanceof CineqoError && fault.definition.retry === 'with_backoff'
      if (!mayPass || faults === faultsInARow) throw fault
      await pause(firstPauseMs * faults, signal)
    }
  }
}

/** Rejects with the reason of the signal. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => {
    throw signal.reason
  })
}

/** Where the picture is. Throws when the app has made none, or hides it. */
function pictureIn(answer: unknown): { url: string; seed: number | null } {
  const parsed = resultSchema.safeParse(answer)
  const { images = [], image, seed, has_nsfw_concepts: hidden } = parsed.data ?? {}
  const [picture = image] = images
  if (hidden?.[0]) throw new CineqoError('provider_refused', { provider: providerName, detail: 'has_nsfw_concepts' })
  if (!picture) throw new CineqoError('picture_unusable', { provider: providerName, detail: '0 images' })
  const isWhole = Number.isSafeInteger(seed)
  return { url: picture.url, seed: isWhole ? (seed ?? null) : null }
}
