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
  /**
   * Waits for a turn on the lane of the analyst or the painter, for about a second at most, and returns what is to be called when the call is over. Taken for
   * each call that leaves, before it is claimed. Throws `turn_awaited` or `place_awaited`, with the time to come back at, so that no slot is held.
   */
  takeTurn(kind: 'text' | 'image', signal: AbortSignal): Promise<() => void>
  /** Null when nobody has stated a price. */
  priceOf(model: string): StatedPrice | null
}

/** Finds the providers of a project. Cheap: may be asked for every item. */
export type ProvidersOf = (project: { projectId: string; userId: string }) => Promise<Providers>
