/** Finds out who works for a project. */
import { createOfflineAnalyst } from '../providers/offline/analyst.ts'
import { createOfflinePainter } from '../providers/offline/painter.ts'
import type { Providers, ProvidersOf } from '../providers/providers.ts'

export function createProvidersOf(): ProvidersOf {
  const painter = createOfflinePainter()
  const providers: Providers = {
    analyst: createOfflineAnalyst(),
    painter,
    painterOf: () => painter,
    takeTurn: async () => () => {},
    priceOf: () => null,
  }
  return async () => providers
}
