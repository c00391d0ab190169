import { Link } from 'wouter'
import { buttonLook } from '../design/button.tsx'
import { EmptyState } from '../design/states.tsx'
import { useLanguage } from '../i18n/language.tsx'

/** Says that there is nothing at an address, or nothing any more, and leads home. */
export function NotFound() {
  const { t } = useLanguage()
  return (
    <EmptyState wholePage title={t('app.notFound')} text={t('app.notFound.text')}>
      <Link href="/" className={buttonLook('plain', 'medium')}>
        {t('app.home')}
      </Link>
    </EmptyState>
  )
}
