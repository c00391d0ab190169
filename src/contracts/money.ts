/**
 * What is used of a provider and what it costs. Amounts are US dollars. A price that nobody has stated is null everywhere, never a guess.
 */
import { z } from 'zod'

/** What one call used, or a job or project in all. Cached tokens are a part of the input tokens. */
export const usageSchema = z.object({
  inputTokens: z.int().nonnegative(),
  cachedInputTokens: z.int().nonnegative(),
  outputTokens: z.int().nonnegative(),
  images: z.int().nonnegative(),
})
export type Usage = z.infer<typeof usageSchema>

export const noUsage: Usage = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, images: 0 }

/** An amount that somebody enters. */
export const usdAmountSchema = z.number().nonnegative().max(1_000_000)

/** Far above what any model costs, and low enough that a job's sum can be stored. */
const priceAmount = z.number().nonnegative().max(10_000)

/** What a model costs: by tokens, by images, or both. A part that is left out costs nothing. */
export const priceSchema = z.strictObject({
  inputUsdPerMillionTokens: priceAmount.optional(),
  /** Of input tokens that the provider had cached; without it they cost what others do. */
  cachedInputUsdPerMillionTokens: priceAmount.optional(),
  outputUsdPerMillionTokens: priceAmount.optional(),
  usdPerImage: priceAmount.optional(),
})
export type Price = z.infer<typeof priceSchema>

/** A price with where it comes from, so that a person can check it. */
export const statedPriceSchema = priceSchema.extend({
  /** An address of the provider's price list, or `settings` for one that a person entered. */
  source: z.string(),
  /** The day it was read there, or entered, such as 2026-11-24. */
  date: z.iso.date(),
  /** Nobody has read it at `source`: it was taken from what others say of the model. */
  unconfirmed: z.literal(true).optional(),
})
export type StatedPrice = z.infer<typeof statedPriceSchema>

/**
 * The cost of a usage in US dollars. Null when the price says nothing of anything that was used: of pictures that a provider charges by tokens or by
 * computing time, and tells neither.
 */
export function costUsdOf(usage: Usage, price: Price): number | null {
  if (!isPriced(usage, price)) return null
  const input = price.inputUsdPerMillionTokens ?? 0
  const fresh = (usage.inputTokens - usage.cachedInputTokens) * input
  const cached = usage.cachedInputTokens * (price.cachedInputUsdPerMillionTokens ?? input)
  const output = usage.outputTokens * (price.outputUsdPerMillionTokens ?? 0)
  return (fresh + cached + output) / 1_000_000 + usage.images * (price.usdPerImage ?? 0)
}

function isPriced({ inputTokens, outputTokens, images }: Usage, price: Price): boolean {
  const parts = [
    { used: inputTokens, usd: price.inputUsdPerMillionTokens },
    { used: outputTokens, usd: price.outputUsdPerMillionTokens },
    { used: images, usd: price.usdPerImage },
  ].filter(({ used }) => used > 0)
  return parts.length === 0 || parts.some(({ usd }) => usd !== undefined)
}

const usdRange = z.object({ low: z.number(), expected: z.number(), high: z.number() })

/** What a job would take, before it is started. */
export const estimateSchema = z.object({
  /** One line for each kind of call, in the order of the job's phases. */
  lines: z.array(
    z.object({
      /** `images` are character sheets; `looks` are made from them, by a model of their own where there is one. */
      kind: z.enum(['boundaries', 'scripts', 'people', 'pairs', 'descriptions', 'images', 'looks']),
      provider: z.string(),
      model: z.string(),
      calls: z.object({ low: z.int(), expected: z.int(), high: z.int() }),
      usage: usageSchema,
      /** Null when the model's price is not known. */
      costUsd: usdRange.nullable(),
    }),
  ),
  usage: usageSchema,
  /** Of the lines whose price is known. */
  costUsd: usdRange,
  /** Models without a known price: the whole costs more than `costUsd` by what they cost. */
  unpricedModels: z.array(z.string()),
  /** Models whose price nobody has read at the provider. */
  unconfirmedModels: z.array(z.string()),
  /** The tokens of the novel itself, by the tokenizer of the text model or the nearest one. */
  novelTokens: z.int(),
})
export type Estimate = z.infer<typeof estimateSchema>

/** What was spent in a job or a project, and how much may be. */
export const spendingSchema = z.object({
  /** Null: no limit. */
  budgetUsd: z.number().nullable(),
  spentUsd: z.number(),
  /** Held back for calls that are under way. */
  reservedUsd: z.number(),
  /** Of calls whose outcome nobody knows: they may have been billed. A budget counts them. */
  uncertainUsd: z.number(),
  /** Calls to models without a known price: they cost more than is counted here. */
  unpricedCalls: z.int(),
  usage: usageSchema,
})
export type Spending = z.infer<typeof spendingSchema>

/** `PUT /api/jobs/:id/budget` and `PUT /api/projects/:id/budget`. Null takes the limit away. */
export const putBudgetRequestSchema = z.strictObject({ budgetUsd: usdAmountSchema.nullable() })
