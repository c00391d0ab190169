/** Who works for a project, by its settings. */
import type { StatedPrice } from '../contracts/money.ts'
import type { Analyst } from './analyst.ts'
import type { Painter } from './painter.ts'

/** The analyst and the painter of a project, and what their models cost. */
export interface Providers {
  analyst: Analyst
  painter: Painter
  /**
   * The painter that a request was handed in to, which may differ from the one of now when the settings have changed since. Throws
   * `provider_key_missing` when there is no key for it any more.
   */
  painterOf(request: { provider: string; model: string }): Painter
  /** Null when nobody has stated a price. */
  priceOf(model: string): StatedPrice | null
}

/** Finds the providers of a project. Cheap: may be asked for every item. */
export type ProvidersOf = (project: { projectId: string; userId: string }) => Promise<Providers>
