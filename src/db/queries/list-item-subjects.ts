import { and, asc, eq } from 'drizzle-orm'
import type { ItemKind } from '../../contracts/job-types.ts'
import type { Queryable } from '../client.ts'
import { jobItems } from '../schema.ts'

/** What the items of one kind are about, in order, with what came of those that are finished. */
export async function listItemSubjects(
  db: Queryable,
  jobId: string,
  kind: ItemKind,
): Promise<{ subject: unknown; result: unknown }[]> {
  return db
    .select({ subject: jobItems.subject, result: jobItems.result })
    .from(jobItems)
    .where(and(eq(jobItems.jobId, jobId), eq(jobItems.kind, kind)))
    .orderBy(asc(jobItems.number))
}
