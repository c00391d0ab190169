import { imageProviders } from '../../../src/contracts/settings.ts'
import { Choice } from '../design/field.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { ConnectionTest } from './connection-test.tsx'
import { useSettingsForm } from './form-context.ts'
import { KeyField } from './key-field.tsx'
import { SettingField, Source } from './setting-field.tsx'
import { shownProvider, withValue } from './setting-paths.ts'
import { SettingsSection } from './settings-section.tsx'

const exampleModels = { fal: 'fal-ai/flux/dev', openai: 'gpt-image-1-mini' } as const

/** Who draws. */
export function ImageSection() {
  const { t } = useLanguage()
  const { draft, view, changeDraft } = useSettingsForm()
  const provider = shownProvider('image', draft, view)
  return (
    <SettingsSection title={t('settings.imageModel')} text={t('settings.imageModel.text')}>
      <div>
        <Choice
          legend={t('settings.provider')}
          name="image.provider"
          value={provider}
          onChange={(value) =>
            // The models of one provider are none of another.
            changeDraft((current) => {
              const next = withValue(current, 'image.provider', value)
              return { ...next, image: { ...next.image, model: '', editModel: '' } }
            })
          }
          options={imageProviders.map((value) => ({
            value,
            label: t(`settings.image.${value}`),
            text: t(`settings.image.${value}.text`),
          }))}
        />
        <div className="mt-1.5 flex justify-end">
          <Source path="image.provider" label={t('settings.provider')} />
        </div>
      </div>
      {provider !== 'offline' && (
        <>
          <div className="grid gap-5 sm:grid-cols-2">
            <SettingField path="image.model" label={t('settings.model')} placeholder={exampleModels[provider]} />
            <SettingField
              path="image.editModel"
              label={t('settings.editModel')}
              placeholder={t('settings.editModel.auto')}
              hint={t('settings.editModel.hint')}
            />
            {provider === 'openai' && (
              <SettingField
                path="image.baseUrl"
                label={t('settings.baseUrl')}
                placeholder="https://api.openai.com/v1"
                className="sm:col-span-2"
              />
            )}
          </div>
          <KeyField name="image" />
          <div className="grid gap-5 sm:grid-cols-2">
            <SettingField
              numeric
              path="image.concurrency"
              label={t('settings.concurrency')}
              placeholder={t('settings.concurrency.auto')}
            />
            <SettingField
              numeric
              path="image.callsPerMinute"
              label={t('settings.callsPerMinute')}
              placeholder={t('settings.callsPerMinute.auto')}
            />
          </div>
          <ConnectionTest kind="image" />
        </>
      )}
    </SettingsSection>
  )
}
