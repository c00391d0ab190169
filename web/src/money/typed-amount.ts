/** Amounts of money as a person types them. Pure. */
import { usdAmountSchema } from '../../../src/contracts/money.ts'

/** US dollars; null for nothing typed; or `invalid`. A dollar sign, full-width digits and a decimal comma are understood. */
export function typedAmount(typed: string): number | null | 'invalid' {
  const text = typed
    .normalize('NFKC')
    .trim()
    .replace(/^\$\s*/, '')
  if (text === '') return null
  const plain =
    /^\d*,\d+$/.test(text) && !/,\d{3}$/.test(text) ? text.replace(',', '.') : text.replace(/,(?=\d{3})/g, '')
  if (!/^(\d+\.?\d*|\.\d+)$/.test(plain)) return 'invalid'
  const amount = usdAmountSchema.safeParse(Number(plain))
  return amount.success ? amount.data : 'invalid'
}
