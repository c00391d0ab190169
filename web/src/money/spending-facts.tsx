import type { Spending } from '../../../src/contracts/money.ts'
import { formatDollars, formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/language.tsx'

/** What was spent, what is held back, and what nobody knows the price of. */
export function SpendingFacts({ spending }: { spending: Spending }) {
  const { language, t } = useLanguage()
  const { spentUsd, reservedUsd, uncertainUsd, unpricedCalls, budgetUsd, usage } = spending
  const dollars = (amount: number) => formatDollars(amount, language)
  const { inputTokens, outputTokens, images } = usage
  return (
    <p data-testid="spending" className="figures flex flex-wrap gap-x-3 gap-y-0.5 text-sm text-soft">
      <span className="font-medium text-ink">
        {t('money.spent', { amount: dollars(spentUsd) })}
        {budgetUsd !== null && ` / ${t('money.budget.of', { amount: dollars(budgetUsd) })}`}
      </span>
      {reservedUsd > 0 && <span>{t('money.reserved', { amount: dollars(reservedUsd) })}</span>}
      {uncertainUsd > 0 && <span className="text-warn">{t('money.uncertain', { amount: dollars(uncertainUsd) })}</span>}
      {unpricedCalls > 0 && <span className="text-warn">{t('money.unpriced', { n: unpricedCalls })}</span>}
      {inputTokens + outputTokens > 0 && (
        <span>
          {t('money.usage', {
            input: formatNumber(inputTokens, language),
            output: formatNumber(outputTokens, language),
          })}
        </span>
      )}
      {images > 0 && <span>{t('money.usage.images', { n: images })}</span>}
    </p>
  )
}

/** Whether there is anything to say of a spending. */
export function hasSpending({ spentUsd, reservedUsd, uncertainUsd, unpricedCalls, budgetUsd }: Spending): boolean {
  return budgetUsd !== null || spentUsd + reservedUsd + uncertainUsd > 0 || unpricedCalls > 0
}
