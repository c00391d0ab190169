import { Component, type ReactNode } from 'react'
import { Button } from '../design/button.tsx'
import { useLanguage } from '../i18n/language.tsx'

/** Catches a failure of the page itself, so that the person sees a sentence instead of nothing. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }
  static getDerivedStateFromError() {
    return { failed: true }
  }
  override render() {
    return this.state.failed ? <Crashed /> : this.props.children
  }
}

function Crashed() {
  const { t } = useLanguage()
  return (
    <div role="alert" className="page flex min-h-dvh flex-col items-center justify-center gap-4 text-center">
      <p className="title text-2xl">{t('app.crashed')}</p>
      <p className="text-soft">{t('app.crashed.text')}</p>
      <Button tone="primary" onClick={() => location.reload()}>
        {t('app.reload')}
      </Button>
    </div>
  )
}
