/**
 * What a job would take, before it is started. Nothing is asked of a model: the passages that it would be shown are made as the job makes them, with
 * the answers of the offline rules in between, and each call is prepared by the model's own analyst, which counts its tokens. The model is taken to
 * answer at the length of the rules; how far it may be from that is in `ranges.ts`.
 */
import { type Estimate, noUsage, type StatedPrice, type Usage } from '../contracts/money.ts'
import type { Analyst } from '../providers/analyst.ts'
import type { Painter } from '../providers/painter.ts'
import { countTokens } from '../providers/tokens.ts'
import { countCastCalls } from './cast-calls.ts'
import { toLine, toPictureLine } from './estimate-line.ts'
import type { EstimatedCalls, EstimatedPictures, NovelToEstimate, PictureKind } from './estimated-calls.ts'
import { drawnRange, mostLooksEach } from './ranges.ts'
import { countSplitCalls } from './split-calls.ts'

export interface JobToEstimate {
  /** What the job does. A job of images alone needs no novel. */
  split: {
    mode: 'auto' | 'chapters' | 'count'
    maxEpisodes?: number | undefined
    minutesPerEpisode?: number | undefined
  } | null
  cast: { images: boolean; looks: boolean } | null
  /** Pictures that the job names itself: character sheets, and further looks. */
  pictures: { images: number; looks: number }
  novel: NovelToEstimate | null
  analyst: Analyst
  painter: Pick<Painter, 'provider' | 'model' | 'editModel' | 'billable' | 'most'>
  priceOf(model: string): StatedPrice | null
}

/** One line for each kind of call that costs money, in the order of the job's phases. Providers that are free have none. */
export async function estimateJob(job: JobToEstimate): Promise<Estimate> {
  const { novel, analyst, painter } = job
  const counted: EstimatedCalls[] = []
  const windows = novel ? analyst.divideIntoWindows(novel.text.paragraphs) : []
  const pictures: EstimatedPictures[] = []
  if (novel && job.split && analyst.billable) {
    counted.push(...(await countSplitCalls(novel, job.split, analyst, windows)))
  }
  if (novel && job.cast && (analyst.billable || job.cast.images)) {
    const cast = await countCastCalls(novel, analyst, windows)
    counted.push(...cast.calls)
    if (job.cast.images) pictures.push(...picturesOfCast(cast.pictures, job.cast.looks, painter.most))
  }
  const sold = (by: { provider: string; model: string }) => ({ ...by, price: job.priceOf(by.model) })
  const { provider, model } = analyst
  const lines = counted.filter(({ calls }) => calls > 0).map((calls) => toLine(calls, sold({ provider, model })))
  for (const kind of ['images', 'looks'] as const) pictures.push(exactly(kind, job.pictures[kind], painter.most))
  for (const drawn of painter.billable ? pictures.filter(({ pictures }) => pictures.high > 0) : []) {
    const model = drawn.kind === 'looks' ? painter.editModel : painter.model
    lines.push(toPictureLine(drawn, sold({ provider: painter.provider, model })))
  }
  const known = lines.flatMap(({ costUsd }) => costUsd ?? [])
  const sum = (part: 'low' | 'expected' | 'high') => known.reduce((total, cost) => total + cost[part], 0)
  return {
    lines,
    usage: lines.reduce((total, { usage }) => addUsage(total, usage), noUsage),
    costUsd: { low: sum('low'), expected: sum('expected'), high: sum('high') },
    unpricedModels: [...new Set(lines.filter(({ costUsd }) => costUsd === null).map(({ model }) => model))],
    unconfirmedModels: [...new Set(lines.map(({ model }) => model))].filter((model) => job.priceOf(model)?.unconfirmed),
    novelTokens: novel ? tokensOf(novel.text.paragraphs) : 0,
  }
}

/** Nobody knows how many further looks a model finds. */
function picturesOfCast(expected: number, withLooks: boolean, each: Usage): EstimatedPictures[] {
  const { least, most } = drawnRange
  const images = { low: Math.floor(expected * least), expected, high: Math.ceil(expected * most) }
  const looks = { low: 0, expected: 0, high: withLooks ? images.high * mostLooksEach : 0 }
  return [
    { kind: 'images', pictures: images, each },
    { kind: 'looks', pictures: looks, each },
  ]
}

function exactly(kind: PictureKind, count: number, each: Usage): EstimatedPictures {
  return { kind, pictures: { low: count, expected: count, high: count }, each }
}

function addUsage(one: Usage, other: Usage): Usage {
  return {
    inputTokens: one.inputTokens + other.inputTokens,
    cachedInputTokens: one.cachedInputTokens + other.cachedInputTokens,
    outputTokens: one.outputTokens + other.outputTokens,
    images: one.images + other.images,
  }
}

/** Characters that are counted of a long novel; the rest has as many tokens for each. */
const countedCharacters = 100_000

function tokensOf(paragraphs: readonly string[]): number {
  const characters = paragraphs.reduce((sum, text) => sum + text.length, 0)
  const step = Math.max(1, Math.round(characters / countedCharacters))
  const counted = paragraphs.filter((_, index) => index % step === 0)
  const tokens = counted.reduce((sum, text) => sum + countTokens(text), 0)
  const share = counted.reduce((sum, text) => sum + text.length, 0) / Math.max(1, characters)
  return share > 0 ? Math.round(tokens / share) : 0
}
