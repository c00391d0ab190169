import { and, eq, isNull, or } from 'drizzle-orm'
import type { Queryable } from '../client.ts'
import { settings } from '../schema.ts'

export type SettingsRow = Pick<
  typeof settings.$inferSelect,
  'userId' | 'projectId' | 'values' | 'textKey' | 'imageKey' | 'updatedAt'
>

const settingsColumns = {
  userId: settings.userId,
  projectId: settings.projectId,
  values: settings.values,
  textKey: settings.textKey,
  imageKey: settings.imageKey,
  updatedAt: settings.updatedAt,
}

/** The settings of a project, where it has some, and those of the installation of its user; the project's first. */
export async function findSettings(
  db: Queryable,
  { userId, projectId }: { userId: string; projectId: string | null },
): Promise<SettingsRow[]> {
  const ofInstallation = isNull(settings.projectId)
  const rows = await db
    .select(settingsColumns)
    .from(settings)
    .where(
      and(
        eq(settings.userId, userId),
        projectId === null ? ofInstallation : or(eq(settings.projectId, projectId), ofInstallation),
      ),
    )
  return rows.sort((one, other) => Number(one.projectId === null) - Number(other.projectId === null))
}
