/**
 * The image model as the rest of Cineqo sees it. A call that costs money is made in two steps, so that the request's id can be
 * stored before anybody waits for the outcome: `submit`, then `collect`, which may be called again after a crash.
 */
import { CineqoError, type ErrorCode } from '../contracts/errors.ts'
import type { Usage } from '../contracts/money.ts'
import type { Importance, Language } from '../contracts/text.ts'
import type { CallContext } from './analyst.ts'

/** What a painter is told. Everything it needs to draw the same picture again is here. */
export interface PortraitBrief {
  language: Language
  name: string
  aliases: string[]
  importance: Importance
  role: string
  description: string
  appearance: string
  /** A picture prompt in English; empty where there is none. */
  prompt: string
  /** The words of a person that are to be used instead of all of the above; null where nobody changed them. */
  promptByHand: string | null
  /** The look that is drawn; null for the character sheet that others are made from. */
  look: { name: string; prompt: string; appearance: string } | null
  /** The character sheet that a look is made from. Null where there is none, and for the sheet itself. */
  reference: { bytes: Uint8Array; mediaType: string } | null
  /** The project's visual style in words; may be empty. */
  style: string
  /** Such as `3:4`. */
  aspectRatio: string
  /** Changes the picture where nothing else does. A whole number from 0. */
  seed: number
}

/** A finished picture. */
export interface Picture {
  bytes: Uint8Array
  mediaType: 'image/png' | 'image/jpeg' | 'image/webp'
  /** Pixels. */
  width: number
  height: number
  /** The words that were given to the model. */
  prompt: string
  /** The seed that was used; null where the model takes none. */
  seed: number | null
  usage: Usage
}

/** What came of handing a request in: an id to ask about, or the picture at once. */
export type Submission = { requestId: string; picture?: undefined } | { requestId: string; picture: Picture }

/** What goes with waiting for a picture: nothing is paid there. */
export type WaitingContext = Pick<CallContext, 'signal' | 'report'>

/** Draws. */
export interface Painter {
  /** The provider's name, shown wherever its output is: `offline`, `fal`. */
  readonly provider: string
  /** The model's name, stored with each image. */
  readonly model: string
  /** The model that draws a look from a reference: `model` where there is no other. */
  readonly editModel: string
  /** Calls that share it are throttled together: a provider, server and account. Holds no secret. */
  readonly lane: string
  /** Whether a call costs money: such calls are claimed in the ledger first. */
  readonly billable: boolean
  /** The most that one picture can use, which a budget is held to. */
  readonly most: Usage
  /**
   * Hands the request in and returns the provider's id for it. This is the step that is paid for. A `CineqoError` is the provider's answer that
   * it did not take the request on; `outcome_unknown`, or any other error, says that nobody knows.
   */
  submit(brief: PortraitBrief, call: CallContext): Promise<Submission>
  /**
   * Waits for the outcome of a request. Safe to call again with the same id. An error of `endsRequest` is the provider's word that the request
   * has ended without a picture that can be used; after any other the request is asked about again.
   */
  collect(request: { requestId: string; brief: PortraitBrief }, call: WaitingContext): Promise<Picture>
  /**
   * Tells the provider that the outcome is no longer wanted. Says whether that came in time: false where the request has ended already, so that
   * its picture may be there, and paid for.
   */
  cancel(request: { requestId: string }): Promise<boolean>
}

const endings: readonly ErrorCode[] = [
  'provider_refused',
  'provider_bad_request',
  'provider_model_missing',
  'provider_failed',
  'picture_unusable',
  'picture_blank',
  'outcome_unknown',
  'item_failed',
]

/** Whether an error of `collect` says that the request has ended, so that nothing more can come of it. */
export function endsRequest(error: unknown): boolean {
  return error instanceof CineqoError && endings.includes(error.code)
}

/** Whether an error says that there was a picture, though not one to keep: it was paid for all the same. */
export function wasDelivered(error: unknown): boolean {
  return error instanceof CineqoError && (error.code === 'picture_unusable' || error.code === 'picture_blank')
}
