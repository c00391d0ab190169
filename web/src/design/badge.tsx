import type { ReactNode } from 'react'
import { useLanguage } from '../i18n/language.tsx'

export type BadgeTone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad'

const tones: Record<BadgeTone, string> = {
  neutral: 'bg-sunken text-soft',
  accent: 'bg-accent-soft text-accent-strong',
  good: 'bg-good-soft text-good',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
}

export function Badge({
  tone = 'neutral',
  title,
  children,
}: {
  tone?: BadgeTone
  title?: string
  children: ReactNode
}) {
  return (
    <span
      title={title}
      className={`inline-flex h-5 shrink-0 items-center gap-1 rounded-sm px-1.5 text-xs font-medium whitespace-nowrap ${tones[tone]}`}
    >
      {children}
    </span>
  )
}

/**
 * Who made a thing. Says "offline" wherever no model was asked, and stands out where models made the rest, since the rules had to step in.
 */
export function ProviderBadge({ provider, amongModels }: { provider: string | null; amongModels?: boolean }) {
  const { t } = useLanguage()
  if (!provider) return null
  if (provider === 'offline' && amongModels) {
    return (
      <Badge tone="warn" title={t('notes.byRules.hint')}>
        {t('notes.byRules')}
      </Badge>
    )
  }
  if (provider === 'offline') return <Badge title={t('common.offline.hint')}>{t('common.offline')}</Badge>
  return <Badge title={t('common.provider.hint', { provider })}>{provider}</Badge>
}
