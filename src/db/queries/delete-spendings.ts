import { inArray } from 'drizzle-orm'
import type { DatabaseTransaction } from '../client.ts'
import { spendings } from '../schema.ts'

/**
 * Forgets what deleted jobs or projects have spent. What a job has spent stays counted in its project as long as that is there. The caller has deleted the
 * subjects before, so that no late end of a call counts in them again.
 */
export async function deleteSpendings(tx: DatabaseTransaction, subjectIds: string[]): Promise<void> {
  await tx.delete(spendings).where(inArray(spendings.subjectId, subjectIds))
}
