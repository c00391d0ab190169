import { describe, expect, test } from 'vitest'
import { costUsdOf, noUsage, statedPriceSchema } from '../../../src/contracts/money.ts'
import { priceLists } from '../../../src/providers/price-table.ts'
import { listedPrice } from '../../../src/providers/prices.ts'

describe('a listed price', () => {
  test('says where it was read, and when', () => {
    expect(listedPrice('gpt-4o-mini')).toEqual({
      inputUsdPerMillionTokens: 0.15,
      cachedInputUsdPerMillionTokens: 0.075,
      outputUsdPerMillionTokens: 0.6,
      source: 'https://developers.openai.com/api/docs/pricing',
      date: '2026-11-24',
      unconfirmed: true,
    })
    expect(listedPrice('deepseek-flash')).not.toHaveProperty('unconfirmed')
  })

  test('says of those that nobody has read at the provider that it is so', () => {
    for (const name of ['gpt-5-mini', 'qwen-plus', 'fal-ai/flux/schnell', 'fal-ai/flux-pro/kontext']) {
      expect(listedPrice(name)?.unconfirmed, name).toBe(true)
    }
  })

  test('of an app of fal is by the picture: what is charged otherwise is not known', () => {
    expect(listedPrice('openai/gpt-image-2')).toBeNull()
    for (const { source, prices } of priceLists) {
      if (!source.startsWith('https://fal.ai/')) continue
      for (const price of Object.values(prices)) expect(price.usdPerImage).toBeGreaterThan(0)
    }
  })

  test('of a snapshot is that of its model only where the provider sells it so', () => {
    expect(listedPrice('gpt-4o-2024-08-06')).toEqual(listedPrice('gpt-4o'))
    expect(listedPrice('gpt-4o-2024-05-13')?.inputUsdPerMillionTokens).toBe(5)
    expect(listedPrice('gpt-4o-2031-01-01')).toBeNull()
  })

  test('is not guessed from a similar name', () => {
    for (const name of ['gpt', 'GPT-4O', 'gpt-4o ', 'my-gpt-4o', 'constructor', '__proto__', 'toString', '']) {
      expect(listedPrice(name), name).toBeNull()
    }
  })

  test('is a valid price, and no model is in two lists', () => {
    const names = priceLists.flatMap(({ prices, sameAs }) => [...Object.keys(prices), ...Object.keys(sameAs)])
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(statedPriceSchema.safeParse(listedPrice(name)).success, name).toBe(true)
  })
})

describe('the cost of a usage', () => {
  test('counts cached input tokens at their own price', () => {
    const price = { inputUsdPerMillionTokens: 2, cachedInputUsdPerMillionTokens: 0.5, outputUsdPerMillionTokens: 8 }
    const usage = { inputTokens: 1_000_000, cachedInputTokens: 400_000, outputTokens: 500_000, images: 0 }
    expect(costUsdOf(usage, price)).toBeCloseTo(0.6 * 2 + 0.4 * 0.5 + 0.5 * 8, 12)
  })

  test('counts cached input tokens like others where they have no price of their own', () => {
    const usage = { ...noUsage, inputTokens: 1000, cachedInputTokens: 1000 }
    expect(costUsdOf(usage, { inputUsdPerMillionTokens: 3 })).toBeCloseTo(0.003, 12)
  })

  test('is not known where the price says nothing of what was used, and never 0', () => {
    const byTokens = { inputUsdPerMillionTokens: 8, outputUsdPerMillionTokens: 30 }
    expect(costUsdOf({ ...noUsage, images: 1 }, byTokens)).toBeNull()
    expect(costUsdOf({ ...noUsage, images: 1 }, {})).toBeNull()
    expect(costUsdOf({ ...noUsage, inputTokens: 9, outputTokens: 9 }, { usdPerImage: 0.04 })).toBeNull()
    expect(costUsdOf({ ...noUsage, images: 1, outputTokens: 1000 }, byTokens)).toBeCloseTo(0.03, 12)
    expect(costUsdOf({ ...noUsage, images: 1 }, { usdPerImage: 0 })).toBe(0)
  })

  test('of pictures is by the picture', () => {
    expect(costUsdOf({ ...noUsage, images: 3 }, { usdPerImage: 0.04 })).toBeCloseTo(0.12, 12)
  })
})
