import { and, asc, eq } from 'drizzle-orm'
import type { Origin } from '../../contracts/item-notes.ts'
import type { ItemKind } from '../../contracts/job-types.ts'
import type { Queryable } from '../client.ts'
import { jobItems } from '../schema.ts'

/** What the items of one kind are about, in order, with what came of those that are finished, and by whom. */
export async function listItemSubjects(
  db: Queryable,
  jobId: string,
  kind: ItemKind,
): Promise<{ subject: unknown; result: unknown; origin: Origin | null }[]> {
  return db
    .select({ subject: jobItems.subject, result: jobItems.result, origin: jobItems.origin })
    .from(jobItems)
    .where(and(eq(jobItems.jobId, jobId), eq(jobItems.kind, kind)))
    .orderBy(asc(jobItems.number))
}
