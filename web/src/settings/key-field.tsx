import { useMutation, useQueryClient } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useId, useState } from 'react'
import { toast } from 'sonner'
import type { KeyName } from '../../../src/contracts/settings.ts'
import { keys } from '../app/keys.ts'
import { Button } from '../design/button.tsx'
import { Confirm } from '../design/dialog.tsx'
import { inputLook } from '../design/field.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { useSayError } from '../tasks/use-job-actions.ts'
import { useSettingsForm } from './form-context.ts'
import { presetOf } from './presets.ts'
import { isOtherServer } from './setting-paths.ts'
import { updateSettings } from './use-settings.ts'

/** A key goes in and never comes out: it is said whether there is one, and from where. */
export function KeyField({ name }: { name: KeyName }) {
  const { t } = useLanguage()
  const { draft, view, scope, problems, changeDraft } = useSettingsForm()
  const [replaces, setReplaces] = useState(false)
  const id = useId()
  const { isSet, from } = view.effective[name].key
  const otherServer = isOtherServer(name, draft, view)
  const value = draft.keys[name]
  const isLocal = name === 'text' && presetOf(draft.text.baseUrl)?.isLocal
  const type = (key: string) => changeDraft((current) => ({ ...current, keys: { ...current.keys, [name]: key } }))
  const hasProblem = problems.has(`keys.${name}`)

  if (isSet && !otherServer && !replaces && value === '') {
    return (
      <div>
        <p className="mb-1.5 text-sm font-medium">{t(`settings.key.${name}`)}</p>
        <div className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-2">
          <p data-testid={`key-${name}`} className="flex items-center gap-2">
            <KeyRound aria-hidden className="size-4 text-good" />
            {t('settings.key.set')}
            {from && (
              <span className="text-sm text-faint">{t('settings.source', { scope: t(`settings.scope.${from}`) })}</span>
            )}
          </p>
          <Button size="small" onClick={() => setReplaces(true)}>
            {t('settings.key.replace')}
          </Button>
          {from === scope && <RemoveKey name={name} />}
        </div>
      </div>
    )
  }
  return (
    <div>
      <div className="mb-1.5 flex flex-wrap items-baseline justify-between gap-x-3">
        <label htmlFor={id} className="text-sm font-medium">
          {t(`settings.key.${name}`)}
        </label>
        <span id={`${id}-state`} className={`text-xs ${value === '' ? 'text-faint' : 'text-warn'}`}>
          {value !== ''
            ? t('settings.source.unsaved')
            : t(
                isLocal
                  ? 'settings.key.local'
                  : otherServer
                    ? 'settings.key.newAddress'
                    : isSet
                      ? 'settings.key.set'
                      : 'settings.key.unset',
              )}
        </span>
      </div>
      <div className="flex gap-2">
        <input
          id={id}
          type="password"
          name={`keys.${name}`}
          // biome-ignore lint/a11y/noAutofocus: the field takes the place of the button that was pressed.
          autoFocus={replaces}
          value={value}
          autoComplete="new-password"
          spellCheck={false}
          placeholder={t('settings.key.placeholder')}
          aria-invalid={hasProblem || undefined}
          aria-describedby={`${id}-state${hasProblem ? ` ${id}-problem` : ''}`}
          onChange={(event) => type(event.target.value)}
          className={`${inputLook} h-10 min-w-0`}
        />
        {replaces && (
          <Button
            tone="quiet"
            onClick={() => {
              type('')
              setReplaces(false)
            }}
          >
            {t('settings.key.keep')}
          </Button>
        )}
      </div>
      {hasProblem && (
        <p id={`${id}-problem`} className="mt-1 text-sm text-bad">
          {t('settings.problem.key')}
        </p>
      )}
    </div>
  )
}

function RemoveKey({ name }: { name: KeyName }) {
  const { t } = useLanguage()
  const { projectId } = useSettingsForm()
  const queries = useQueryClient()
  const sayError = useSayError()
  const [asks, setAsks] = useState(false)
  const remove = useMutation({
    mutationFn: () => updateSettings(projectId, { keys: { [name]: null } }),
    onSuccess: (saved) => {
      queries.setQueryData(keys.settings(projectId), saved)
      void queries.invalidateQueries({ queryKey: ['settings'] })
      toast.success(t('settings.key.removed'))
    },
    onError: sayError,
    onSettled: () => setAsks(false),
  })
  return (
    <>
      <Button size="small" tone="quiet" onClick={() => setAsks(true)}>
        {t('settings.key.remove')}
      </Button>
      <Confirm
        open={asks}
        onOpenChange={setAsks}
        title={t('settings.key.remove.title')}
        text={t('settings.key.remove.text')}
        action={t('settings.key.remove')}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      />
    </>
  )
}
