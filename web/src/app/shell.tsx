import { CloudOff, Settings } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link, useRoute } from 'wouter'
import { useLanguage } from '../i18n/language.tsx'
import { useConnection } from '../live/live.tsx'
import { TaskButton } from '../tasks/task-button.tsx'
import { Mark } from './mark.tsx'
import { ThemeSwitch } from './theme.tsx'

/** The frame of every page: brand, switches and the Task Center above, the page below. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useLanguage()
  return (
    <>
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-20 rounded-md bg-accent px-4 py-2 text-on-accent focus:translate-y-0"
      >
        {t('app.skip')}
      </a>
      <header className="sticky top-0 z-30 border-b border-line bg-paper/88 backdrop-blur-md">
        <div className="page flex h-14 items-center gap-1">
          <Link href="/" aria-label={t('app.home')} className="mr-auto flex items-center gap-2.5 rounded-md">
            <Mark />
            <span className="title text-lg tracking-tight max-[26rem]:sr-only">Cineqo</span>
          </Link>
          <ConnectionNotice />
          <LanguageSwitch />
          <ThemeSwitch />
          <SettingsLink />
          <TaskButton />
        </div>
      </header>
      <main id="main" tabIndex={-1} className="page flex-1 py-7 outline-none sm:py-10">
        {children}
      </main>
    </>
  )
}

function ConnectionNotice() {
  const { t } = useLanguage()
  const lost = useConnection() === 'lost'
  return (
    <span role="status" className="contents">
      {lost && (
        <span className="appear flex items-center gap-1.5 text-sm text-warn" title={t('live.lost')}>
          <CloudOff aria-hidden className="size-4" />
          <span className="max-md:sr-only">{t('live.lost')}</span>
        </span>
      )}
    </span>
  )
}

function LanguageSwitch() {
  const { language, setLanguage, t } = useLanguage()
  const other = language === 'zh' ? 'en' : 'zh'
  const shown = other === 'zh' ? '中' : 'EN'
  return (
    <button
      type="button"
      aria-label={`${t('language.label')}: ${shown}`}
      title={t('language.label')}
      lang={other}
      onClick={() => setLanguage(other)}
      className="inline-flex size-9 items-center justify-center rounded-md text-sm font-medium text-faint transition-colors hover:bg-sunken hover:text-ink"
    >
      {shown}
    </button>
  )
}

function SettingsLink() {
  const { t } = useLanguage()
  const [isHere] = useRoute('/settings')
  return (
    <Link
      href="/settings"
      aria-label={t('settings.title')}
      title={t('settings.title')}
      aria-current={isHere ? 'page' : undefined}
      className="inline-flex size-9 shrink-0 items-center justify-center rounded-md text-faint transition-colors hover:bg-sunken hover:text-ink aria-[current=page]:text-accent"
    >
      <Settings aria-hidden className="size-[18px]" />
    </Link>
  )
}
