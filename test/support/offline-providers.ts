/** Who works for every project of a test: the offline providers, with what a test puts in their place. */
import { createOfflineAnalyst } from '../../src/providers/offline/analyst.ts'
import { createOfflinePainter } from '../../src/providers/offline/painter.ts'
import type { Providers, ProvidersOf } from '../../src/providers/providers.ts'

export type GivenProviders = Partial<Pick<Providers, 'analyst' | 'painter' | 'priceOf'>>

export function providersOfEveryProject(given: GivenProviders = {}): ProvidersOf {
  const painter = given.painter ?? createOfflinePainter()
  const providers: Providers = {
    analyst: given.analyst ?? createOfflineAnalyst(),
    painter,
    painterOf: () => painter,
    takeTurn: async () => () => {},
    priceOf: given.priceOf ?? (() => null),
  }
  return async () => providers
}
