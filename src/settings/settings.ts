/** The settings of models: read, changed and tried by the API, and turned into providers for whoever works. */
import type { z } from 'zod'
import type { Config } from '../config.ts'
import type {
  patchSettingsRequestSchema,
  SettingsTest,
  SettingsView,
  testSettingsRequestSchema,
} from '../contracts/settings.ts'
import { type Database, inTransaction } from '../db/client.ts'
import { findSettings, type SettingsRow } from '../db/queries/find-settings.ts'
import { lockSettings } from '../db/queries/lock-settings.ts'
import { saveSettings } from '../db/queries/save-settings.ts'
import type { ProvidersOf } from '../providers/providers.ts'
import { applyPatch } from './apply-patch.ts'
import { testConnection } from './connection-test.ts'
import { createProvidersOf } from './providers-of.ts'
import { resolveSettings } from './resolve-settings.ts'
import { fixedScopes, noSettings, type Scope, storedScope } from './scopes.ts'
import { createSecrets, loadEncryptionSecret } from './secrets.ts'

/** Whose settings: those of a project, or with null those of the installation. The caller has seen that the project is the user's. */
export interface ScopeIds {
  userId: string
  projectId: string | null
}

export interface Settings {
  view(ids: ScopeIds): Promise<SettingsView>
  /** Changes what a scope says. Jobs that run see it with their next item. Throws `invalid_request` and `base_url_forbidden`. */
  change(ids: ScopeIds, patch: z.output<typeof patchSettingsRequestSchema>): Promise<SettingsView>
  /** Tries what is in effect, with a change that is not saved. Never throws because of what the provider does. */
  test(ids: ScopeIds, request: z.output<typeof testSettingsRequestSchema>, signal: AbortSignal): Promise<SettingsTest>
  providersOf: ProvidersOf
}

export type SettingsConfig = Pick<Config, 'models' | 'allowPrivateBaseUrls' | 'encryptionKey' | 'directory'>

/** Makes the settings of a process. Reads the key file, or makes it, when there is no ENCRYPTION_KEY. */
export function createSettings({ database, config }: { database: Database; config: SettingsConfig }): Settings {
  const { db } = database
  const { models, allowPrivateBaseUrls } = config
  const { falQueueUrl } = models
  const secrets = createSecrets(loadEncryptionSecret(config))
  const fixed = fixedScopes(models)
  const ground = { secrets, models, allowPrivateBaseUrls, database }

  const emptyRow = (ids: ScopeIds): SettingsRow => ({
    ...ids,
    values: noSettings,
    textKey: null,
    imageKey: null,
    updatedAt: new Date(),
  })

  /** The row of the scope itself, and the scopes behind it. */
  async function load(ids: ScopeIds): Promise<{ own: SettingsRow; behind: Scope[] }> {
    const rows = await findSettings(db, ids)
    const isOwn = (row: SettingsRow) => row.projectId === ids.projectId
    return {
      own: rows.find(isOwn) ?? emptyRow(ids),
      behind: [...rows.filter((row) => !isOwn(row)).map(storedScope), ...fixed],
    }
  }

  function viewOf(own: SettingsRow, behind: readonly Scope[]): SettingsView {
    const scope = storedScope(own)
    return { own: scope.values, effective: resolveSettings([scope, ...behind], { falQueueUrl }).effective }
  }

  return {
    async view(ids) {
      const { own, behind } = await load(ids)
      return viewOf(own, behind)
    },

    async change(ids, patch) {
      const { behind } = await load(ids)
      return inTransaction(db, async (tx) => {
        const row = await lockSettings(tx, ids, noSettings)
        const changed = applyPatch(row, patch, { secrets, behind, falQueueUrl, allowPrivateBaseUrls })
        await saveSettings(tx, row.id, changed)
        return viewOf({ ...changed, updatedAt: new Date() }, behind)
      })
    },

    async test(ids, { kind, change, draw }, signal) {
      const { own, behind } = await load(ids)
      const changed = change ? applyPatch(own, change, { secrets, behind, falQueueUrl, allowPrivateBaseUrls }) : own
      const resolved = resolveSettings([storedScope(changed), ...behind], { falQueueUrl })
      return testConnection(ground, resolved, { kind, draw, signal })
    },

    providersOf: createProvidersOf(ground),
  }
}
