import { ArrowLeft } from 'lucide-react'
import { Link } from 'wouter'
import { useLanguage } from '../i18n/language.tsx'
import { SettingsForm } from './settings-form.tsx'

/** The settings in which a project differs from the installation. */
export default function ProjectSettings({ projectId }: { projectId: string }) {
  const { t } = useLanguage()
  const look = 'text-accent-strong underline underline-offset-2'
  return (
    <div className="mx-auto max-w-4xl">
      <Link
        href={`/projects/${projectId}`}
        className="mb-4 inline-flex items-center gap-1.5 rounded-sm text-sm text-soft hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-4" />
        {t('settings.back')}
      </Link>
      <h2 className="title text-xl">{t('settings.project.title')}</h2>
      <p className="mt-1 mb-6 text-soft">
        {t('settings.project.text')}{' '}
        <Link href="/settings" className={look}>
          {t('settings.global')}
        </Link>
      </p>
      <SettingsForm projectId={projectId} path={`/projects/${projectId}/settings`} />
    </div>
  )
}
