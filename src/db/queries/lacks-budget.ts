import { inArray, sql } from 'drizzle-orm'
import type { DatabaseTransaction } from '../client.ts'
import { spendings } from '../schema.ts'
import type { JobRow } from '../views.ts'
import { subjectsOf } from './change-spending.ts'

/** Whether a job that waits for a budget still lacks the money. What is held back for others may be let go, and does not count. */
export async function lacksBudget(
  tx: DatabaseTransaction,
  { id: jobId, projectId, waiting }: Pick<JobRow, 'id' | 'projectId' | 'waiting'>,
): Promise<boolean> {
  if (waiting?.reason !== 'budget') return false
  const neededUsd = Number(waiting.params?.neededUsd ?? 0)
  const [short] = await tx
    .select({ subjectId: spendings.subjectId })
    .from(spendings)
    .where(
      sql`${inArray(spendings.subjectId, await subjectsOf(tx, { projectId, jobId }))} AND
        ${spendings.budgetUsd} - ${spendings.spentUsd} - ${spendings.uncertainUsd} < ${neededUsd}`,
    )
    .limit(1)
  return short !== undefined
}
