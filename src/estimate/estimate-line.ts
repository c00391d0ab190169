/** One kind of call -> a line of the estimate. */
import { costUsdOf, type Estimate, noUsage, type Price, type Usage } from '../contracts/money.ts'
import type { EstimatedCalls, EstimatedPictures } from './estimated-calls.ts'
import { mostLooksEach, ranges } from './ranges.ts'

type EstimateLine = Estimate['lines'][number]
interface Seller {
  provider: string
  model: string
  price: Price | null
}

/** A line with what is expected, and what it would be with as few calls and short answers as may be, or as many and long. */
export function toLine(counted: EstimatedCalls | EstimatedPictures, { provider, model, price }: Seller): EstimateLine {
  const expected = counted.kind === 'images' ? counted.pictures : counted.calls
  const { least, most } = callsRange(counted)
  const usage = usageOf(counted, 1)
  const { answer } = ranges[counted.kind]
  const cost = (calls: number, length: number) => (price ? costUsdOf(usageOf(counted, length), price) * calls : 0)
  return {
    kind: counted.kind,
    provider,
    model,
    calls: { low: Math.floor(expected * least), expected, high: Math.ceil(expected * most) },
    usage,
    costUsd: price && { low: cost(least, answer.least), expected: cost(1, 1), high: cost(most, answer.most) },
  }
}

function callsRange(counted: EstimatedCalls | EstimatedPictures): { least: number; most: number } {
  if (counted.kind !== 'images') return ranges[counted.kind].calls
  if (counted.isSure) return { least: 1, most: 1 }
  const { least, most } = ranges.images.calls
  return { least, most: counted.withLooks ? most * (1 + mostLooksEach) : most }
}

/** Of all calls together, with answers so many times as long. */
function usageOf(counted: EstimatedCalls | EstimatedPictures, length: number): Usage {
  if (counted.kind !== 'images') {
    const { inputTokens, outputTokens } = counted
    return { ...noUsage, inputTokens, outputTokens: Math.round(outputTokens * length) }
  }
  const { pictures, each } = counted
  return {
    inputTokens: each.inputTokens * pictures,
    cachedInputTokens: each.cachedInputTokens * pictures,
    outputTokens: each.outputTokens * pictures,
    images: each.images * pictures,
  }
}
