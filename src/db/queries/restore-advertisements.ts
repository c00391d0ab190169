import { and, eq, sql } from 'drizzle-orm'
import type { PatchAdvertisementsRequest } from '../../contracts/entities.ts'
import { CineqoError } from '../../contracts/errors.ts'
import { inTransaction, type Queryable } from '../client.ts'
import { advertisements } from '../schema.ts'
import { lockProject } from './lock-project.ts'
import { refuseWhileRead } from './refuse-while-read.ts'

/**
 * Notes which marked lines of the project's novel belong to the story after all, or do not. Throws `not_found`, also when one of the paragraphs is
 * not marked, and `job_running_already` while a job reads the novel.
 */
export async function restoreAdvertisements(
  db: Queryable,
  ids: { projectId: string; userId: string },
  { paragraphs, restored }: PatchAdvertisementsRequest,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { novel } = await lockProject(tx, ids)
    if (!novel) throw new CineqoError('not_found', { what: 'novel' })
    await refuseWhileRead(tx, { ...ids, novelId: novel.id })
    const wanted = paragraphs && [...new Set(paragraphs)]
    const changed = await tx
      .update(advertisements)
      .set({ restored })
      .where(
        and(
          eq(advertisements.novelId, novel.id),
          wanted
            ? sql`${advertisements.paragraph} IN (SELECT jsonb_array_elements_text(${JSON.stringify(wanted)}::jsonb)::bigint)`
            : undefined,
        ),
      )
      .returning({ paragraph: advertisements.paragraph })
    if (wanted && changed.length < wanted.length) throw new CineqoError('not_found', { what: 'advertisement' })
  })
}
