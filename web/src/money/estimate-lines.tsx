import type { Estimate } from '../../../src/contracts/money.ts'
import { formatNumber, formatRoughDollars } from '../i18n/format.ts'
import { useLanguage } from '../i18n/language.tsx'

/** One line for each kind of call of an estimate. */
export function EstimateLines({ lines }: { lines: Estimate['lines'] }) {
  const { language, t } = useLanguage()
  const number = (value: number) => formatNumber(value, language)
  const use = ({ usage }: Estimate['lines'][number]) => {
    const tokens = usage.inputTokens + usage.outputTokens
    return [
      tokens > 0 && t('money.tokens', { n: number(tokens) }),
      usage.images > 0 && t('money.images', { n: usage.images }),
    ]
      .filter(Boolean)
      .join(language === 'zh' ? '，' : ', ')
  }
  const numeric = 'py-1.5 pl-3 text-right whitespace-nowrap'
  return (
    <table className="figures w-full text-sm">
      <caption className="sr-only">{t('money.estimate.details')}</caption>
      <thead>
        <tr className="text-xs text-faint [&>th]:py-1 [&>th]:font-normal">
          <th scope="col" className="text-left">
            {t('money.estimate.step')}
          </th>
          <th scope="col" className={`${numeric} max-sm:hidden`}>
            {t('money.estimate.calls')}
          </th>
          <th scope="col" className={`${numeric} max-sm:hidden`}>
            {t('money.estimate.use')}
          </th>
          <th scope="col" className={numeric}>
            {t('money.estimate.cost')}
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {lines.map((line) => (
          <tr key={`${line.kind}${line.model}`}>
            <th scope="row" className="py-1.5 text-left font-normal">
              {t(`money.kind.${line.kind}`)}
              <span className="block text-xs wrap-anywhere text-faint">{line.model}</span>
            </th>
            <td className={`${numeric} max-sm:hidden`}>{number(line.calls.expected)}</td>
            <td className={`${numeric} max-sm:hidden`}>{use(line)}</td>
            <td className={numeric}>
              {line.costUsd === null ? (
                <span className="text-warn">{t('money.estimate.unknown')}</span>
              ) : (
                formatRoughDollars(line.costUsd.expected, language)
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
