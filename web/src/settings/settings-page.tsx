import { useLanguage } from '../i18n/language.tsx'
import { SettingsForm } from './settings-form.tsx'

/** The settings of the installation. */
export default function SettingsPage() {
  const { t } = useLanguage()
  return (
    <div className="mx-auto max-w-4xl">
      <h1 className="title text-2xl sm:text-3xl">{t('settings.title')}</h1>
      <p className="mt-1 mb-7 text-soft">{t('settings.text')}</p>
      <SettingsForm projectId={null} path="/settings" />
    </div>
  )
}
