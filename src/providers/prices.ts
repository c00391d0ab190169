/** Finds what a model costs in the price lists of the providers. */
import type { StatedPrice } from '../contracts/money.ts'
import { priceLists } from './price-table.ts'

/** The listed price of a model, by its exact name. Null when no list that we know has it: a price is never guessed from a similar name. */
export function listedPrice(model: string): StatedPrice | null {
  for (const { prices, sameAs, ...stated } of priceLists) {
    const name = Object.hasOwn(sameAs, model) ? (sameAs[model] as string) : model
    if (Object.hasOwn(prices, name)) return { ...prices[name], ...stated }
  }
  return null
}
