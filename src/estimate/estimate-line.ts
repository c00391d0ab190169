/** One kind of call -> a line of the estimate. */
import { costUsdOf, type Estimate, noUsage, type Price, type Usage } from '../contracts/money.ts'
import type { EstimatedCalls, EstimatedPictures } from './estimated-calls.ts'
import { ranges } from './ranges.ts'

type EstimateLine = Estimate['lines'][number]
interface Seller {
  provider: string
  model: string
  price: Price | null
}

/** A line with what is expected, and what it would be with as few calls and short answers as may be, or as many and long. */
export function toLine(counted: EstimatedCalls, { provider, model, price }: Seller): EstimateLine {
  const { kind, calls, inputTokens, outputTokens } = counted
  const { calls: share, answer } = ranges[kind]
  const usageOf = (length: number) => ({ ...noUsage, inputTokens, outputTokens: Math.round(outputTokens * length) })
  const known = price && costUsdOf(usageOf(1), price)
  const cost = (share: number, length: number) => ((price && costUsdOf(usageOf(length), price)) ?? 0) * share
  return {
    kind,
    provider,
    model,
    calls: { low: Math.floor(calls * share.least), expected: calls, high: Math.ceil(calls * share.most) },
    usage: usageOf(1),
    costUsd:
      known === null
        ? null
        : {
            low: cost(share.least, answer.least),
            expected: cost(1, 1),
            high: cost(share.most, answer.most),
          },
  }
}

export function toPictureLine({ kind, pictures, each }: EstimatedPictures, seller: Seller): EstimateLine {
  const { provider, model, price } = seller
  const usage: Usage = {
    inputTokens: each.inputTokens * pictures.expected,
    cachedInputTokens: each.cachedInputTokens * pictures.expected,
    outputTokens: each.outputTokens * pictures.expected,
    images: each.images * pictures.expected,
  }
  const eachUsd = price && costUsdOf(each, price)
  return {
    kind,
    provider,
    model,
    calls: pictures,
    usage,
    costUsd:
      eachUsd === null
        ? null
        : { low: eachUsd * pictures.low, expected: eachUsd * pictures.expected, high: eachUsd * pictures.high },
  }
}
