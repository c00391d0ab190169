import { createContext, useContext } from 'react'
import type { SettingsView } from '../../../src/contracts/settings.ts'
import type { DraftChange, SettingsDraft } from './draft.ts'
import type { OwnScope, SettingPath } from './setting-paths.ts'

/** What every part of a settings form knows. */
export interface SettingsForm extends DraftChange {
  /** Null: the form of the installation. */
  projectId: string | null
  scope: OwnScope
  view: SettingsView
  draft: SettingsDraft
  changeValue(path: SettingPath, value: string): void
  changeDraft(change: (draft: SettingsDraft) => SettingsDraft): void
}

export const SettingsFormContext = createContext<SettingsForm | null>(null)

export function useSettingsForm(): SettingsForm {
  const value = useContext(SettingsFormContext)
  if (!value) throw new Error('useSettingsForm is used outside of a settings form')
  return value
}
