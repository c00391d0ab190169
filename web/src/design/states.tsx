/** What a place shows when it has nothing to show: loading, failed, or empty. A failure is never shown as empty. */
import { CircleAlert, RotateCw } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { isCineqoApiError } from '../../../src/client/index.ts'
import { errorWords } from '../i18n/error-words.ts'
import { useLanguage } from '../i18n/language.tsx'
import { Button } from './button.tsx'

/** True once `delayMs` have passed: what is quick shows no skeleton. */
export function useDelayed(delayMs = 200): boolean {
  const [due, setDue] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), delayMs)
    return () => clearTimeout(timer)
  }, [delayMs])
  return due
}

/** Shows skeletons after 200 ms, and nothing before. */
export function Loading({ compact, children }: { compact?: boolean; children: ReactNode }) {
  const { t } = useLanguage()
  const due = useDelayed()
  if (!due) return <div className={compact ? 'min-h-5' : 'min-h-40'} />
  return (
    <div className="appear" role="status">
      <span className="sr-only">{t('common.loading')}</span>
      {children}
    </div>
  )
}

export function Skeleton({ className }: { className: string }) {
  return <span aria-hidden className={`breathe block rounded-md bg-line/70 ${className}`} />
}

export function ErrorState({
  error,
  onRetry,
  compact,
  children,
}: {
  error: unknown
  onRetry?: () => void
  compact?: boolean
  /** What else can be done about it. */
  children?: ReactNode
}) {
  const { language, t } = useLanguage()
  const { sentence, code } = errorWords(error, language, t)
  // What was refused is refused again; only what failed is worth another try.
  const refused = isCineqoApiError(error) && error.status >= 400 && error.status < 500
  return (
    <div
      role="alert"
      className={`flex flex-wrap items-start gap-x-4 gap-y-3 rounded-lg border border-bad/30 bg-bad-soft text-ink ${compact ? 'p-3 text-sm' : 'p-5'}`}
    >
      <CircleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-bad" />
      <div className="min-w-48 flex-1">
        {!compact && <p className="font-semibold">{t('error.load')}</p>}
        <p className="wrap-anywhere">{sentence}</p>
        <p className="mt-1 text-xs text-soft">
          {t('common.errorCode')} <code>{code}</code>
        </p>
        {children}
      </div>
      {onRetry && !refused && (
        <Button size="small" icon={<RotateCw aria-hidden className="size-3.5" />} onClick={onRetry}>
          {t('common.retry')}
        </Button>
      )}
    </div>
  )
}

export function EmptyState({
  icon,
  title,
  text,
  wholePage,
  children,
}: {
  icon?: ReactNode
  title: string
  text?: string
  /** Nothing else is on the page: its title is the title of the page. */
  wholePage?: boolean
  children?: ReactNode
}) {
  const Title = wholePage ? 'h1' : 'p'
  return (
    <div className="flex flex-col items-center px-4 py-14 text-center">
      {icon && <div className="mb-4 text-faint">{icon}</div>}
      <Title className="title text-xl">{title}</Title>
      {text && <p className="mt-2 max-w-md text-soft">{text}</p>}
      {children && <div className="mt-6">{children}</div>}
    </div>
  )
}
