/** Settings as lines of text, and lines of text as changes of settings. */
import type { ErrorCode } from '../contracts/errors.ts'
import type { Price } from '../contracts/money.ts'
import {
  type EffectiveSettings,
  imageSettingsSchema,
  keyNames,
  type PatchSettingsRequest,
  type SettingsTest,
  textSettingsSchema,
} from '../contracts/settings.ts'
import type { Language } from '../contracts/text.ts'
import { usageError } from './arguments.ts'
import type { Cli } from './cli.ts'
import { printable } from './terminal.ts'
import { sayIn } from './text.ts'

const fields = { text: Object.keys(textSettingsSchema.shape), image: Object.keys(imageSettingsSchema.shape) }
const numeric = ['contextTokens', 'concurrency', 'callsPerMinute']
const priceParts: Record<string, keyof Price> = {
  input: 'inputUsdPerMillionTokens',
  cached: 'cachedInputUsdPerMillionTokens',
  output: 'outputUsdPerMillionTokens',
  image: 'usdPerImage',
}
const pairPattern = /^(text|image|price)\.([^=]+)=(.*)$/s

/** The change that pairs such as `text.model=gpt-5-mini` ask for. The API says what is wrong with a value. */
export function changeOf({ say }: Cli, pairs: readonly string[]): PatchSettingsRequest {
  const change = { text: {} as Record<string, unknown>, image: {} as Record<string, unknown> }
  const prices: Record<string, Price | null> = {}
  for (const pair of pairs) {
    const [, group = '', name = '', value = ''] = pairPattern.exec(pair) ?? []
    if (group === 'price') prices[name] = value.trim() === '' ? null : priceOf({ say }, value)
    else if ((group === 'text' || group === 'image') && fields[group].includes(name)) {
      change[group][name] = settingOf(name, value)
    } else {
      const names = keyNames.flatMap((kind) => fields[kind].map((field) => `${kind}.${field}`)).join(', ')
      throw usageError(say('settings_bad_pair', { pair, names }))
    }
  }
  return { ...change, prices }
}

/** What is no number stays as it is written, so that the API says so. */
function settingOf(name: string, value: string): string | number | null {
  if (value.trim() === '') return null
  return numeric.includes(name) && Number.isFinite(Number(value)) ? Number(value) : value
}

function priceOf({ say }: Pick<Cli, 'say'>, value: string): Price {
  const parts = value.split(',').map((part) => {
    const [name = '', amount = ''] = part.trim().split(':')
    const field = priceParts[name]
    if (!field || !/^\d+(\.\d+)?$/.test(amount)) throw usageError(say('settings_bad_price', { value }))
    return [field, Number(amount)]
  })
  return Object.fromEntries(parts)
}

/** What is in effect, a paragraph for each kind of model. */
export function settingsLines({ say }: Cli, effective: EffectiveSettings): string[] {
  return keyNames.flatMap((kind) => {
    const { key, price, ...values } = effective[kind]
    const set = Object.entries(values).filter(([, value]) => value !== null)
    const lines = set.map(([name, value]) => {
      const from = effective.from[`${kind}.${name}`] ?? 'default'
      return `  ${name}: ${printable(String(value))} (${say(`scope_${from}`)})`
    })
    if (values.provider === 'offline') return [say(`settings_${kind}`), ...lines]
    const keyLine = key.from ? say('settings_key_set', { from: say(`scope_${key.from}`) }) : say('settings_key_unset')
    const priceLine = price
      ? say(price.unconfirmed ? 'settings_price_unconfirmed' : 'settings_price', {
          price: priceText(price),
          source: printable(price.source),
          date: price.date,
        })
      : say('settings_price_unknown')
    return [say(`settings_${kind}`), ...lines, `  ${keyLine}`, `  ${priceLine}`]
  })
}

/** As it is entered: `input:0.25,output:2`. */
function priceText(price: Price): string {
  return Object.entries(priceParts)
    .flatMap(([name, field]) => (price[field] === undefined ? [] : [`${name}:${price[field]}`]))
    .join(',')
}

const marks = { ok: '✓', warning: '!', failed: '✗', skipped: '-' } as const

/** What a test has found, a line for each finding. */
export function testLines({ say, language }: Cli, test: SettingsTest): string[] {
  return [
    ...test.findings.map(({ outcome, message }) => `${marks[outcome]} ${printable(message[language])}`),
    say(test.works ? 'settings_works' : 'settings_does_not_work'),
  ]
}

/** Errors whose sentence sends people to the settings. */
const mendedInSettings: readonly ErrorCode[] = [
  'provider_key_missing',
  'provider_key_wrong',
  'provider_model_missing',
  'provider_bad_request',
  'key_unreadable',
  'price_unknown',
]

/** How the settings are changed from a terminal; empty for errors that they do not mend. */
export function settingsAdvice(code: string, language: Language): string {
  return mendedInSettings.some((mended) => mended === code) ? sayIn(language)('settings_advice') : ''
}
