import type { Character } from '../../../src/contracts/entities.ts'
import { Badge } from '../design/badge.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { markInvented } from './invented.ts'

/** What a character looks like. What the text does not say is marked, whether its words stand in the appearance or beside it. */
export function Appearance({ character }: { character: Character }) {
  const { t } = useLanguage()
  if (!character.appearance) return null
  const { parts, others } = markInvented(character.appearance, character.invented)
  return (
    <section data-testid="appearance">
      <h3 className="caption">{t('cast.appearance')}</h3>
      <p className="mt-0.5 whitespace-pre-line wrap-anywhere">
        {parts.map(({ text, isInvented, at }) =>
          isInvented ? (
            <mark key={at} className="bg-warn-soft text-ink underline decoration-warn decoration-dotted">
              {text}
              <span className="sr-only"> ({t('invented.mark')})</span>
            </mark>
          ) : (
            <span key={at}>{text}</span>
          ),
        )}
      </p>
      {others.length > 0 && (
        <p className="mt-1.5 text-sm text-soft wrap-anywhere">
          <Badge tone="warn">{t('invented.mark')}</Badge> {t('invented.text')} {others.join(' · ')}
        </p>
      )}
    </section>
  )
}
