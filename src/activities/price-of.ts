/** What calls cost by the prices that are known of their models. */
import { costUsdOf, type Usage } from '../contracts/money.ts'
import type { ProviderCallRow } from '../db/queries/claim-provider-call.ts'
import type { Providers } from '../providers/providers.ts'

/** In US dollars; null when the price is not known. */
export function priceOf(providers: Providers, model: string, usage: Usage): number | null {
  const price = providers.priceOf(model)
  return price && costUsdOf(usage, price)
}

/** The cost of a call that has been made. A price that was taken away meanwhile was known when the request was made. */
export function costOf(
  providers: Providers,
  call: Pick<ProviderCallRow, 'model' | 'reservedUsd'>,
  usage: Usage,
): number | null {
  return priceOf(providers, call.model, usage) ?? call.reservedUsd
}
