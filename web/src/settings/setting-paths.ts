/** Single values of the settings by their path, and where each comes from. Pure. */
import type { ImageSettings, SettingsScope, SettingsView, TextSettings } from '../../../src/contracts/settings.ts'
import type { SettingsDraft } from './draft.ts'

export type SettingPath = `text.${keyof TextSettings}` | `image.${keyof ImageSettings}`
export type NumberName = 'contextTokens' | 'concurrency' | 'callsPerMinute'
export type TextualName = 'model' | 'editModel' | 'baseUrl'

/** The scope that a form changes. */
export type OwnScope = 'project' | 'installation'

type Values = Record<'text' | 'image', object>

/** A value as text; empty when there is none. */
export function draftValue(values: Values, path: SettingPath): string {
  const [part, name] = path.split('.') as ['text' | 'image', string]
  return String((values[part] as Record<string, unknown>)[name] ?? '')
}

/** The draft with another value. */
export function withValue(draft: SettingsDraft, path: SettingPath, value: string): SettingsDraft {
  const [part, name] = path.split('.') as ['text' | 'image', string]
  return { ...draft, [part]: { ...draft[part], [name]: value } }
}

/**
 * Where the value that a form shows comes from. `unsaved`: it was typed and waits to be saved. `inherits`: it was taken away, and what comes
 * in its place is known once that is saved. `none`: nobody says it.
 */
export function sourceOf(
  path: SettingPath,
  draft: SettingsDraft,
  { own, effective }: SettingsView,
  scope: OwnScope,
): SettingsScope | 'unsaved' | 'inherits' | 'none' {
  const typed = draftValue(draft, path).trim()
  const saved = draftValue(own, path)
  if (typed !== '') return typed === saved ? scope : 'unsaved'
  if (saved !== '') return 'inherits'
  // Another provider has other models and addresses.
  const [part, name] = path.split('.') as ['text' | 'image', string]
  const isOther = shownProvider(part, draft, { own, effective }) !== effective[part].provider
  if (isOther && ['model', 'baseUrl'].includes(name)) return 'inherits'
  return effective.from[path] ?? 'none'
}

/** Who works: the provider that is typed, or the one in effect. */
export function shownProvider<Part extends 'text' | 'image'>(
  part: Part,
  draft: SettingsDraft,
  { effective }: SettingsView,
): SettingsView['effective'][Part]['provider'] {
  return (draft[part].provider || effective[part].provider) as SettingsView['effective'][Part]['provider']
}

/** The model that a form means: the one that is typed, or the one in effect for the same provider; null when that is not known. */
export function shownModel(part: 'text' | 'image', draft: SettingsDraft, view: SettingsView): string | null {
  const typed = draft[part].model.trim()
  if (typed !== '') return typed
  const isKnown = view.own[part].model === null && shownProvider(part, draft, view) === view.effective[part].provider
  return isKnown ? view.effective[part].model : null
}

/** Whether a form means another server than the one in effect, so that the key in effect is not the one for it. */
export function isOtherServer(part: 'text' | 'image', draft: SettingsDraft, view: SettingsView): boolean {
  const provider = shownProvider(part, draft, view)
  if (provider !== view.effective[part].provider) return true
  if (provider !== 'openai') return false
  const typed = withoutSlash(draft[part].baseUrl)
  if (typed === '') return view.own[part].baseUrl !== null
  return typed !== withoutSlash(view.effective[part].baseUrl ?? '')
}

function withoutSlash(url: string): string {
  return url.trim().replace(/\/+$/, '')
}
