import { type ReactNode, useId } from 'react'
import { inputLook } from '../design/field.tsx'
import { useLanguage } from '../i18n/language.tsx'
import { useSettingsForm } from './form-context.ts'
import type { NumberName, SettingPath, TextualName } from './setting-paths.ts'
import { draftValue, sourceOf } from './setting-paths.ts'

const problemWords = {
  model: 'settings.problem.model',
  editModel: 'settings.problem.model',
  baseUrl: 'settings.problem.baseUrl',
  contextTokens: 'settings.problem.contextTokens',
  concurrency: 'settings.problem.concurrency',
  callsPerMinute: 'settings.problem.callsPerMinute',
} as const satisfies Record<NumberName | TextualName, string>

/** One value: as this scope says it, or, where that is empty, what is inherited, with where it comes from. */
export function SettingField({
  path,
  label,
  placeholder,
  hint,
  numeric,
  className = '',
}: {
  path: SettingPath
  label: string
  /** Shown when nothing is inherited either. */
  placeholder?: string
  hint?: string
  numeric?: boolean
  className?: string
}) {
  const { t } = useLanguage()
  const { draft, view, problems, changeValue } = useSettingsForm()
  const id = useId()
  const [part, name] = path.split('.') as ['text', TextualName]
  const value = draftValue(draft, path)
  const hasProblem = problems.has(path)
  const sameProvider = (draft[part].provider || view.effective[part].provider) === view.effective[part].provider
  const inherited = draftValue(view.own, path) === '' && sameProvider ? draftValue(view.effective, path) : ''
  return (
    <div className={className}>
      <div className="mb-1.5 flex flex-wrap items-baseline justify-between gap-x-3">
        <label htmlFor={id} className="text-sm font-medium">
          {label}
        </label>
        <Source id={`${id}-source`} path={path} label={label} />
      </div>
      <input
        id={id}
        name={path}
        value={value}
        placeholder={inherited || placeholder}
        inputMode={numeric ? 'numeric' : 'text'}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-invalid={hasProblem || undefined}
        aria-describedby={`${id}-source${hint ? ` ${id}-hint` : ''}${hasProblem ? ` ${id}-problem` : ''}`}
        onChange={(event) => changeValue(path, event.target.value)}
        className={`${inputLook} h-10 ${numeric ? 'figures' : ''}`}
      />
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-xs text-faint">
          {hint}
        </p>
      )}
      {hasProblem && (
        <p id={`${id}-problem`} className="mt-1 text-sm text-bad">
          {t(problemWords[name])}
        </p>
      )}
    </div>
  )
}

/** Where a value comes from, and the way back to the inherited one. */
export function Source({ id, path, label }: { id?: string; path: SettingPath; label: string }): ReactNode {
  const { t } = useLanguage()
  const { draft, view, scope, changeValue } = useSettingsForm()
  const source = sourceOf(path, draft, view, scope)
  const words =
    source === 'unsaved' || source === 'inherits' || source === 'none'
      ? t(`settings.source.${source}`)
      : t('settings.source', { scope: t(`settings.scope.${source}`) })
  return (
    <span className="flex items-baseline gap-2 text-xs">
      <span id={id} className={source === 'unsaved' ? 'text-warn' : 'text-faint'}>
        {words}
      </span>
      {draftValue(draft, path) !== '' && (
        <button
          type="button"
          aria-label={t('settings.reset.label', { label })}
          onClick={() => changeValue(path, '')}
          className="rounded-sm text-accent-strong underline underline-offset-2 hover:no-underline"
        >
          {t('settings.reset')}
        </button>
      )}
    </span>
  )
}
