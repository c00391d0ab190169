import { and, eq, isNull } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { ScopeSettings } from '../../contracts/settings.ts'
import type { DatabaseTransaction } from '../client.ts'
import { settings } from '../schema.ts'
import type { SettingsRow } from './find-settings.ts'

/** The settings of one scope, made from `empty` where there are none, and locked until the transaction ends. */
export async function lockSettings(
  tx: DatabaseTransaction,
  { userId, projectId }: { userId: string; projectId: string | null },
  empty: ScopeSettings,
): Promise<SettingsRow & { id: string }> {
  await tx.insert(settings).values({ id: uuidv7(), userId, projectId, values: empty }).onConflictDoNothing()
  const [row] = await tx
    .select()
    .from(settings)
    .where(
      and(
        eq(settings.userId, userId),
        projectId === null ? isNull(settings.projectId) : eq(settings.projectId, projectId),
      ),
    )
    .for('update')
  if (!row) throw new Error('The settings are those of another user.')
  return row
}
