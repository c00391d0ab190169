import type { Price } from '../../../src/contracts/money.ts'

/** The parts of a price, in the order in which they are shown. */
export const priceParts = [
  'inputUsdPerMillionTokens',
  'cachedInputUsdPerMillionTokens',
  'outputUsdPerMillionTokens',
  'usdPerImage',
] as const satisfies readonly (keyof Price)[]
export type PricePart = (typeof priceParts)[number]
