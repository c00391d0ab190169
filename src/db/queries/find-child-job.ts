import { and, eq } from 'drizzle-orm'
import type { Queryable } from '../client.ts'
import { jobs } from '../schema.ts'
import type { JobRow } from '../views.ts'

/** The job that does one part of another. Undefined when there is none yet. */
export async function findChildJob(
  db: Queryable,
  part: { parentId: string; parentKey: string },
): Promise<JobRow | undefined> {
  const [job] = await db
    .select()
    .from(jobs)
    .where(and(eq(jobs.parentId, part.parentId), eq(jobs.parentKey, part.parentKey)))
  return job
}
