/** The settings of a scope as a person edits them: every value as it is typed, empty where the next scope decides. Pure. */
import type { Price } from '../../../src/contracts/money.ts'
import {
  type ImageSettings,
  imageSettingsSchema,
  type KeyName,
  keyNames,
  type PatchSettingsRequest,
  patchSettingsRequestSchema,
  type ScopeSettings,
  type TextSettings,
  textSettingsSchema,
} from '../../../src/contracts/settings.ts'
import { type PricePart, priceParts } from '../money/price-parts.ts'
import { typedAmount } from '../money/typed-amount.ts'

export type PriceDraft = Record<PricePart, string>

export interface SettingsDraft {
  text: Record<keyof TextSettings, string>
  image: Record<keyof ImageSettings, string>
  /** New keys; empty leaves what is stored. */
  keys: Record<KeyName, string>
  /** Own prices by model. One without any part is no price. */
  prices: Record<string, PriceDraft>
}

export const noPrice: PriceDraft = {
  inputUsdPerMillionTokens: '',
  cachedInputUsdPerMillionTokens: '',
  outputUsdPerMillionTokens: '',
  usdPerImage: '',
}

export function draftOf({ text, image, prices }: ScopeSettings): SettingsDraft {
  return {
    text: typedValues(text),
    image: typedValues(image),
    keys: { text: '', image: '' },
    prices: Object.fromEntries(
      Object.entries(prices).map(([model, price]) => [model, { ...noPrice, ...typedValues(price) }]),
    ),
  }
}

function typedValues<Name extends string>(values: Partial<Record<Name, string | number | null>>): Record<Name, string> {
  const entries = Object.entries<string | number | null | undefined>(values)
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value ?? '')])) as Record<Name, string>
}

export interface DraftChange {
  /** What is to be sent; holds only what differs from what is stored. */
  change: PatchSettingsRequest
  /** Paths of values that cannot be sent: `text.baseUrl`, `keys.image`, `prices.gpt-5.usdPerImage`. */
  problems: ReadonlySet<string>
  isChanged: boolean
}

/** What a draft changes of what its scope says. */
export function changeOf(draft: SettingsDraft, own: ScopeSettings): DraftChange {
  const problems = new Set<string>()
  const text = changedValues('text', textSettingsSchema.shape, draft.text, own.text, problems)
  const image = changedValues('image', imageSettingsSchema.shape, draft.image, own.image, problems)
  const keys = changedKeys(draft, problems)
  const prices = changedPrices(draft, own, problems)
  const change = Object.fromEntries(
    Object.entries({ text, image, keys, prices }).filter(([, part]) => Object.keys(part).length > 0),
  ) as PatchSettingsRequest
  return { change, problems, isChanged: problems.size > 0 || Object.keys(change).length > 0 }
}

interface Checked {
  safeParse(value: unknown): { success: boolean; data?: unknown }
}

const numberNames = ['contextTokens', 'concurrency', 'callsPerMinute']

function changedValues(
  path: 'text' | 'image',
  shape: Record<string, Checked>,
  typed: Record<string, string>,
  own: Record<string, unknown>,
  problems: Set<string>,
): Record<string, unknown> {
  const changed: Record<string, unknown> = {}
  for (const [name, schema] of Object.entries(shape)) {
    const text = (typed[name] ?? '').trim()
    const value =
      text !== '' && numberNames.includes(name) ? Number(text.normalize('NFKC').replace(/[,_\s]/g, '')) : text
    const checked = schema.safeParse(value === '' ? null : value)
    if (!checked.success) problems.add(`${path}.${name}`)
    else if (checked.data !== (own[name] ?? null)) changed[name] = checked.data
  }
  return changed
}

function changedKeys({ keys }: SettingsDraft, problems: Set<string>): Partial<Record<KeyName, string>> {
  const changed: Partial<Record<KeyName, string>> = {}
  for (const name of keyNames) {
    const key = keys[name].trim()
    if (key === '') continue
    if (patchSettingsRequestSchema.safeParse({ keys: { [name]: key } }).success) changed[name] = key
    else problems.add(`keys.${name}`)
  }
  return changed
}

function changedPrices(
  { prices }: SettingsDraft,
  own: ScopeSettings,
  problems: Set<string>,
): Record<string, Price | null> {
  const changed: Record<string, Price | null> = {}
  for (const [model, draft] of Object.entries(prices)) {
    const before = Object.hasOwn(own.prices, model) ? own.prices[model] : undefined
    const price: Price = {}
    for (const part of priceParts) {
      const amount = typedAmount(draft[part])
      if (amount === 'invalid') problems.add(`prices.${model}.${part}`)
      else if (amount !== null) price[part] = amount
    }
    const isEmpty = Object.values(draft).every((typed) => typed.trim() === '')
    if (isEmpty && before) changed[model] = null
    else if (!isEmpty && !samePrice(price, before)) changed[model] = price
  }
  return changed
}

function samePrice(price: Price, other: Price | undefined): boolean {
  return other !== undefined && priceParts.every((part) => price[part] === other[part])
}
