/** Filling in messages, and numbers, dates, sizes and durations by language. Pure. */
import { fillIn } from '../../../src/contracts/fill-in.ts'
import type { Language } from '../../../src/contracts/text.ts'

export type Params = Record<string, string | number>

const locales: Record<Language, string> = { zh: 'zh-CN', en: 'en' }

/** Made once: making one takes longer than a hundred uses, and lists of thousands use them in every row. */
const numbers = { zh: new Intl.NumberFormat(locales.zh), en: new Intl.NumberFormat(locales.en) }

/** Fills `{name}` and chooses in `{n:one|many}` by the number `n`. A parameter that is missing stays as written. */
export function fill(message: string, params: Params, language: Language): string {
  return fillIn(message, params, (value) => formatNumber(value, language))
}

export function formatNumber(value: number, language: Language): string {
  return numbers[language].format(value)
}

/** Date and time of day, short. */
export function formatDateTime(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso))
}

/** Time of day, for things within hours. */
export function formatTime(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], { timeStyle: 'medium' }).format(new Date(iso))
}

const ages: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/** How long ago; a date when it is more than a week. */
export function formatAge(iso: string, nowMs: number, language: Language): string {
  const ageMs = Math.max(0, nowMs - Date.parse(iso))
  if (ageMs > 7 * 86_400_000) {
    return new Intl.DateTimeFormat(locales[language], { dateStyle: 'medium' }).format(new Date(iso))
  }
  const relative = new Intl.RelativeTimeFormat(locales[language], { numeric: 'auto' })
  for (const [unit, unitMs] of ages) if (ageMs >= unitMs) return relative.format(-Math.floor(ageMs / unitMs), unit)
  return relative.format(0, 'minute')
}

/** A duration like a timecode: `0:07`, `12:40`, `1:02:03`. */
export function formatDuration(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1000))
  const pad = (part: number) => String(part).padStart(2, '0')
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}:${pad(seconds % 60)}`
  return `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(seconds % 60)}`
}

/** A size in the nearest unit of 1024. */
export function formatBytes(bytes: number, language: Language): string {
  const units = ['B', 'KB', 'MB', 'GB']
  let unit = 0
  let value = bytes
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit++
  }
  const digits = value < 10 && unit > 0 ? 1 : 0
  return `${new Intl.NumberFormat(locales[language], { maximumFractionDigits: digits }).format(value)} ${units[unit]}`
}

/** An amount in US dollars: cents, and below a dollar up to hundredths of them, because one call costs less than a cent. */
export function formatDollars(amount: number, language: Language): string {
  const smallest = 0.0001
  const currency = { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' } as const
  const digits = amount > 0 && amount < 1 ? 4 : 2
  const format = new Intl.NumberFormat(locales[language], { ...currency, maximumFractionDigits: digits })
  return amount > 0 && amount < smallest ? `< ${format.format(smallest)}` : format.format(amount)
}

/** An amount that nobody knows exactly: two digits of it below a dollar. */
export function formatRoughDollars(amount: number, language: Language): string {
  return formatDollars(amount < 1 ? Number(amount.toPrecision(2)) : amount, language)
}
