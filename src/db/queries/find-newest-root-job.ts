import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Queryable } from '../client.ts'
import { jobs } from '../schema.ts'

/** The newest job of a project that is no part of another; null when none was started. */
export async function findNewestRootJob(
  db: Queryable,
  ids: { projectId: string; userId: string },
): Promise<string | null> {
  const [job] = await db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.projectId, ids.projectId), eq(jobs.userId, ids.userId), isNull(jobs.parentId)))
    .orderBy(desc(jobs.id))
    .limit(1)
  return job?.id ?? null
}
