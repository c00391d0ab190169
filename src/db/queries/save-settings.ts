import { eq, sql } from 'drizzle-orm'
import type { DatabaseTransaction } from '../client.ts'
import { settings } from '../schema.ts'
import type { SettingsRow } from './find-settings.ts'

/** Writes the settings of a scope. The keys are encrypted. */
export async function saveSettings(
  tx: DatabaseTransaction,
  id: string,
  { values, textKey, imageKey }: Pick<SettingsRow, 'values' | 'textKey' | 'imageKey'>,
): Promise<void> {
  await tx.update(settings).set({ values, textKey, imageKey, updatedAt: sql`now()` }).where(eq(settings.id, id))
}
