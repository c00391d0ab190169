/** What one picture of the image model costs that a form means. Pure. */
import type { SettingsView } from '../../../src/contracts/settings.ts'
import { typedAmount } from '../money/typed-amount.ts'
import type { SettingsDraft } from './draft.ts'
import { shownModel } from './setting-paths.ts'

/**
 * In US dollars. Null: nobody has said it, or it is a price by tokens, which nobody can count beforehand. Undefined: it is known once the model
 * is saved.
 */
export function pictureUsd(draft: SettingsDraft, view: SettingsView): number | null | undefined {
  const model = shownModel('image', draft, view)
  if (model === null) return undefined
  const typed = typedAmount(draft.prices[model]?.usdPerImage ?? '')
  if (typeof typed === 'number') return typed
  const { model: saved, price } = view.effective.image
  return saved === model ? (price?.usdPerImage ?? null) : undefined
}
