/** One kind of call -> a line of the estimate. */
import { costUsdOf, type Estimate, noUsage, type Price, type Usage } from '../contracts/money.ts'
import type { EstimatedCalls, EstimatedPictures } from './estimated-calls.ts'
import { callRanges, outputLaws } from './output-laws.ts'

type EstimateLine = Estimate['lines'][number]
interface Seller {
  provider: string
  model: string
  price: Price | null
}

/** `low`, `expected` and `high` are for as many calls, with answers as long, as the laws say. */
export function toLine(counted: EstimatedCalls | EstimatedPictures, { provider, model, price }: Seller): EstimateLine {
  const { kind } = counted
  const count = kind === 'images' ? counted.pictures : counted.inputTokens.length
  const { least, most } = kind === 'images' && counted.isSure ? { least: 1, most: 1 } : callRanges[kind]
  const one = kind === 'images' ? () => counted.each : (factor: Factor) => averageUsage(counted, factor)
  const calls = { low: Math.floor(count * least), expected: count, high: Math.ceil(count * most) }
  const cost = (factor: Factor) => (price ? costUsdOf(times(one(factor), calls[factor]), price) : 0)
  return {
    kind,
    provider,
    model,
    calls,
    usage: rounded(times(one('expected'), count)),
    costUsd: price && { low: cost('low'), expected: cost('expected'), high: cost('high') },
  }
}

type Factor = 'low' | 'expected' | 'high'

function averageUsage({ kind, inputTokens }: EstimatedCalls, factor: Factor): Usage {
  const input = inputTokens.reduce((sum, tokens) => sum + tokens, 0) / inputTokens.length
  const { base, perInputToken, least, most } = outputLaws[kind]
  const length = { low: least, expected: 1, high: most }[factor]
  return { ...noUsage, inputTokens: input, outputTokens: (base + perInputToken * input) * length }
}

function times(usage: Usage, count: number): Usage {
  return {
    inputTokens: usage.inputTokens * count,
    cachedInputTokens: usage.cachedInputTokens * count,
    outputTokens: usage.outputTokens * count,
    images: usage.images * count,
  }
}

function rounded(usage: Usage): Usage {
  return { ...usage, inputTokens: Math.round(usage.inputTokens), outputTokens: Math.round(usage.outputTokens) }
}
