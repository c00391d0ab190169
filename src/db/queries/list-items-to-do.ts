import { and, asc, eq, inArray } from 'drizzle-orm'
import type { ItemKind } from '../../contracts/job-types.ts'
import type { Queryable } from '../client.ts'
import { jobItems } from '../schema.ts'

/** The items of one kind that are neither done nor given up, in order, at most `limit`. */
export async function listItemsToDo(
  db: Queryable,
  { jobId, kind, limit }: { jobId: string; kind: ItemKind; limit: number },
): Promise<{ itemId: string; number: number; label: string }[]> {
  return db
    .select({ itemId: jobItems.id, number: jobItems.number, label: jobItems.label })
    .from(jobItems)
    .where(and(eq(jobItems.jobId, jobId), eq(jobItems.kind, kind), inArray(jobItems.status, ['pending', 'processing'])))
    .orderBy(asc(jobItems.number))
    .limit(limit)
}
