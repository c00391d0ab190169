/** The models whose prices a form shows. Pure. */
import type { StatedPrice } from '../../../src/contracts/money.ts'
import type { SettingsView } from '../../../src/contracts/settings.ts'
import { type PricePart, priceParts } from '../money/price-parts.ts'
import type { SettingsDraft } from './draft.ts'
import { shownModel, shownProvider } from './setting-paths.ts'

export interface ShownModel {
  model: string
  /** The parts that a price of such a model has. */
  parts: readonly PricePart[]
  /** What it costs; null when nobody has said; undefined when that is known only once the model is saved. */
  price: StatedPrice | null | undefined
}

const tokenParts = priceParts.filter((part) => part !== 'usdPerImage')

/** The models that a form means, unless they are the offline rules, then others that have a price of their own. */
export function shownModels(draft: SettingsDraft, view: SettingsView): ShownModel[] {
  const models: ShownModel[] = []
  for (const part of ['text', 'image'] as const) {
    const provider = shownProvider(part, draft, view)
    const model = shownModel(part, draft, view)
    if (provider === 'offline' || model === null) continue
    const saved = view.effective[part]
    const price = saved.model === model ? saved.price : undefined
    const parts = part === 'text' ? tokenParts : provider === 'fal' ? (['usdPerImage'] as const) : priceParts
    add(models, { model, parts, price })
  }
  const editModel = draft.image.editModel.trim()
  if (editModel !== '' && shownProvider('image', draft, view) !== 'offline') {
    add(models, { model: editModel, parts: ['usdPerImage'], price: undefined })
  }
  for (const [model, price] of Object.entries(view.own.prices)) {
    const parts = priceParts.filter((part) => price[part] !== undefined)
    add(models, {
      model,
      parts: parts.length > 0 ? parts : tokenParts,
      price: { ...price, source: 'settings', date: '' },
    })
  }
  return models
}

function add(models: ShownModel[], shown: ShownModel): void {
  if (!models.some(({ model }) => model === shown.model)) models.push(shown)
}
