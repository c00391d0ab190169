import { eq, sql } from 'drizzle-orm'
import type { ItemKind } from '../../contracts/job-types.ts'
import type { PhaseCount } from '../../contracts/progress.ts'
import type { Queryable } from '../client.ts'
import { jobItems } from '../schema.ts'

/** Counts the items of a job by kind, from the rows themselves. What is neither completed nor failed is still to do, or was cancelled. */
export async function countItems(db: Queryable, jobId: string): Promise<Partial<Record<ItemKind, PhaseCount>>> {
  const rows = await db
    .select({
      kind: jobItems.kind,
      total: sql<number>`count(*)::int`,
      completed: sql<number>`count(*) FILTER (WHERE ${jobItems.status} = 'completed')::int`,
      failed: sql<number>`count(*) FILTER (WHERE ${jobItems.status} = 'failed')::int`,
    })
    .from(jobItems)
    .where(eq(jobItems.jobId, jobId))
    .groupBy(jobItems.kind)
  return Object.fromEntries(rows.map(({ kind, ...count }) => [kind, count]))
}
