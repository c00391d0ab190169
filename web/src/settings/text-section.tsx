import { textProviders } from '../../../src/contracts/settings.ts'
import { Choice } from '../design/field.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { ConnectionTest } from './connection-test.tsx'
import { useSettingsForm } from './form-context.ts'
import { KeyField } from './key-field.tsx'
import { type Preset, presetOf, presets } from './presets.ts'
import { SettingField, Source } from './setting-field.tsx'
import { draftValue, shownProvider } from './setting-paths.ts'
import { SettingsSection } from './settings-section.tsx'

/** Who reads and writes. */
export function TextSection() {
  const { t } = useLanguage()
  const { draft, view, changeValue } = useSettingsForm()
  const provider = shownProvider('text', draft, view)
  return (
    <SettingsSection title={t('settings.textModel')} text={t('settings.textModel.text')}>
      <div>
        <Choice
          legend={t('settings.provider')}
          name="text.provider"
          value={provider}
          onChange={(value) => changeValue('text.provider', value)}
          options={textProviders.map((value) => ({
            value,
            label: t(`settings.text.${value}`),
            text: t(`settings.text.${value}.text`),
          }))}
        />
        <div className="mt-1.5 flex justify-end">
          <Source path="text.provider" label={t('settings.provider')} />
        </div>
      </div>
      <Presets />
      {provider !== 'offline' && (
        <>
          <div className="grid gap-5 sm:grid-cols-2">
            <SettingField path="text.model" label={t('settings.model')} />
            <SettingField path="text.baseUrl" label={t('settings.baseUrl')} placeholder="https://api.openai.com/v1" />
          </div>
          <KeyField name="text" />
          <div className="grid gap-5 sm:grid-cols-3">
            <SettingField
              numeric
              path="text.contextTokens"
              label={t('settings.contextTokens')}
              placeholder={t('settings.contextTokens.auto')}
            />
            <SettingField
              numeric
              path="text.concurrency"
              label={t('settings.concurrency')}
              placeholder={t('settings.concurrency.auto')}
            />
            <SettingField
              numeric
              path="text.callsPerMinute"
              label={t('settings.callsPerMinute')}
              placeholder={t('settings.callsPerMinute.auto')}
            />
          </div>
          <ConnectionTest kind="text" />
        </>
      )}
    </SettingsSection>
  )
}

/** Fills the form for a common server. */
function Presets() {
  const { t } = useLanguage()
  const { draft, view, changeDraft } = useSettingsForm()
  const address = draftValue(draft, 'text.baseUrl') || (view.effective.text.baseUrl ?? '')
  const chosen = shownProvider('text', draft, view) === 'offline' ? undefined : presetOf(address)
  const choose = ({ baseUrl, model }: Preset) =>
    changeDraft((current) => ({
      ...current,
      text: { ...current.text, provider: 'openai', baseUrl, model, contextTokens: '' },
    }))
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{t('settings.presets')}</legend>
      <div className="flex flex-wrap gap-2">
        {presets.map((preset) => (
          <button
            key={preset.name}
            type="button"
            aria-pressed={preset === chosen}
            onClick={() => choose(preset)}
            className="h-8 rounded-full border border-line-strong px-3.5 text-sm transition-colors hover:border-faint hover:bg-sunken aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-strong"
          >
            {preset.name}
          </button>
        ))}
      </div>
      {chosen?.isLocal && <p className="mt-1.5 text-xs text-soft">{t('settings.presets.local')}</p>}
    </fieldset>
  )
}
