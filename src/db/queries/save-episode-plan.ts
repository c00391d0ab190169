import { and, eq, isNull } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { ParagraphRange } from '../../contracts/text.ts'
import { inTransaction, type Queryable } from '../client.ts'
import { inBatches } from '../in-batches.ts'
import { episodes, novels } from '../schema.ts'
import type { JobRow } from '../views.ts'
import { insertItems } from './insert-items.ts'

/**
 * Stores the ranges of the episodes that a split job has decided, with an item for each, all or nothing. A plan that is there stays. The
 * new split is shown at once when the novel has none; otherwise the old one is shown until the job ends.
 */
export async function saveEpisodePlan(
  db: Queryable,
  job: JobRow,
  novelId: string,
  ranges: ParagraphRange[],
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const [planned] = await tx.select({ id: episodes.id }).from(episodes).where(eq(episodes.splitId, job.id)).limit(1)
    if (planned) return
    const rows = ranges.map((range, index) => ({
      id: uuidv7(),
      projectId: job.projectId,
      novelId,
      jobId: job.id,
      splitId: job.id,
      number: index + 1,
      startParagraph: range.startParagraph,
      endParagraph: range.endParagraph,
    }))
    for (const batch of inBatches(rows)) await tx.insert(episodes).values(batch)
    await insertItems(tx, {
      jobId: job.id,
      phase: 'write',
      items: rows.map((row) => ({
        kind: 'episode',
        key: String(row.number),
        number: row.number - 1,
        subjectId: row.id,
        startParagraph: row.startParagraph,
        endParagraph: row.endParagraph,
      })),
    })
    await tx
      .update(novels)
      .set({ splitId: job.id })
      .where(and(eq(novels.id, novelId), isNull(novels.splitId)))
  })
}
