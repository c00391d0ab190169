/** What one picture of the image model costs that a form means. Pure. */
import type { SettingsView } from '../../../src/contracts/settings.ts'
import { typedAmount } from '../money/typed-amount.ts'
import type { SettingsDraft } from './draft.ts'
import { shownModel } from './setting-paths.ts'

/** In US dollars; null where the price is not known, or is one by tokens, which a picture is not counted in beforehand. */
export function pictureUsd(draft: SettingsDraft, view: SettingsView): number | null {
  const model = shownModel('image', draft, view)
  if (model === null) return null
  const typed = typedAmount(draft.prices[model]?.usdPerImage ?? '')
  if (typeof typed === 'number') return typed
  const { model: saved, price } = view.effective.image
  return saved === model ? (price?.usdPerImage ?? null) : null
}
