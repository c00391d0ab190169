/** A price in words. */
import type { Price } from '../../../src/contracts/money.ts'
import type { Language } from '../../../src/contracts/text.ts'
import { formatDollars } from '../i18n/format.ts'
import type { Translate } from '../i18n/language.tsx'
import { priceParts } from './price-parts.ts'

/** Such as "Input / million tokens $0.25, output / million tokens $2.00". */
export function priceWords(price: Price, language: Language, t: Translate): string {
  return priceParts
    .flatMap((part) => {
      const amount = price[part]
      return amount === undefined ? [] : [`${t(`settings.price.${part}`)} ${formatDollars(amount, language)}`]
    })
    .join(language === 'zh' ? '，' : ', ')
}
