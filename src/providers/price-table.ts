/**
 * What models cost by the price lists of their providers, standard processing. A model that is not here has no known price.
 *
 * Where a list has several prices for one thing, the dearest that a call of ours can meet is entered, so that nothing costs more than was
 * counted: image tokens of the input for models that draw (words cost half of that), peak hours at DeepSeek. Prices of Qwen are those of
 * Singapore without thinking, which is off unless it is asked for.
 */
import type { Price } from '../contracts/money.ts'

/** A price list, and the models that are on it. Its prices count for the names that are given, and for no others. */
export interface PriceList {
  source: string
  date: string
  /** The prices were taken from what others say, and not read at `source`. */
  unconfirmed?: true
  prices: Record<string, Price>
  /** Names under which the provider sells a model at the same price: its snapshots, and what it answers for a retired name. */
  sameAs: Record<string, string>
}

function tokens(input: number, cachedInput: number | undefined, output: number): Price {
  return {
    inputUsdPerMillionTokens: input,
    ...(cachedInput !== undefined && { cachedInputUsdPerMillionTokens: cachedInput }),
    outputUsdPerMillionTokens: output,
  }
}

const openAi: PriceList = {
  source: 'https://developers.openai.com/api/docs/pricing',
  date: '2026-11-24',
  unconfirmed: true,
  prices: {
    'gpt-4o': tokens(2.5, 1.25, 10),
    'gpt-4o-2024-05-13': tokens(5, undefined, 15),
    'gpt-4o-mini': tokens(0.15, 0.075, 0.6),
    'gpt-4.1': tokens(2, 0.5, 8),
    'gpt-4.1-mini': tokens(0.4, 0.1, 1.6),
    'gpt-4.1-nano': tokens(0.1, 0.025, 0.4),
    'o4-mini': tokens(1.1, 0.275, 4.4),
    'gpt-5': tokens(1.25, 0.125, 10),
    'gpt-5-mini': tokens(0.25, 0.025, 2),
    'gpt-5-nano': tokens(0.05, 0.005, 0.4),
    'gpt-5.1': tokens(1.25, 0.125, 10),
    'gpt-5.2': tokens(1.75, 0.175, 14),
    'gpt-5.4-mini': tokens(0.75, 0.075, 4.5),
    'gpt-5.4-nano': tokens(0.2, 0.02, 1.25),
    'gpt-image-1': tokens(10, 2.5, 40),
    'gpt-image-1-mini': tokens(2.5, 0.25, 8),
    'gpt-image-2': tokens(8, 2, 30),
  },
  sameAs: {
    'gpt-4o-2024-08-06': 'gpt-4o',
    'gpt-4o-2024-11-20': 'gpt-4o',
    'gpt-4.1-2025-04-14': 'gpt-4.1',
    'gpt-4.1-mini-2025-04-14': 'gpt-4.1-mini',
    'gpt-4.1-nano-2025-04-14': 'gpt-4.1-nano',
    'gpt-5-mini-2025-08-07': 'gpt-5-mini',
  },
}

const deepSeek: PriceList = {
  source: 'https://api-docs.deepseek.com/quick_start/pricing',
  date: '2026-11-24',
  prices: {
    'deepseek-flash': tokens(0.3, 0.006, 1.2),
    'deepseek-v4-pro': tokens(1.32, 0.044, 3.96),
  },
  sameAs: { 'deepseek-v4-flash': 'deepseek-flash' },
}

const qwen: PriceList = {
  source: 'https://www.alibabacloud.com/help/en/model-studio/models',
  date: '2026-11-24',
  unconfirmed: true,
  prices: {
    'qwen-max': tokens(1.6, undefined, 6.4),
    'qwen-plus': tokens(0.4, undefined, 1.2),
    'qwen-turbo': tokens(0.05, undefined, 0.2),
  },
  sameAs: {},
}

/**
 * An app of fal. Those that charge by the megapixel round up to whole ones; a picture of ours has at most one. Apps that charge by tokens or by
 * computing time are not listed: fal does not say with a picture how much it took.
 */
function falApp(app: string, price: Price): PriceList {
  return { source: `https://fal.ai/models/${app}`, date: '2026-11-24', prices: { [app]: price }, sameAs: {} }
}

export const priceLists: readonly PriceList[] = [
  openAi,
  deepSeek,
  qwen,
  falApp('fal-ai/flux/dev', { usdPerImage: 0.025 }),
  { ...falApp('fal-ai/flux/schnell', { usdPerImage: 0.003 }), unconfirmed: true },
  { ...falApp('fal-ai/flux-pro/kontext', { usdPerImage: 0.04 }), unconfirmed: true },
  falApp('fal-ai/bytedance/seedream/v4/text-to-image', { usdPerImage: 0.03 }),
]
