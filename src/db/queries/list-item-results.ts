import { and, asc, eq } from 'drizzle-orm'
import type { ItemKind } from '../../contracts/job-types.ts'
import type { Queryable } from '../client.ts'
import { jobItems } from '../schema.ts'

/** What the finished items of one kind found, in order. */
export async function listItemResults(db: Queryable, jobId: string, kind: ItemKind): Promise<unknown[]> {
  const rows = await db
    .select({ result: jobItems.result })
    .from(jobItems)
    .where(and(eq(jobItems.jobId, jobId), eq(jobItems.kind, kind), eq(jobItems.status, 'completed')))
    .orderBy(asc(jobItems.number))
  return rows.map(({ result }) => result)
}
