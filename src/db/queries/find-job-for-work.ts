import { eq } from 'drizzle-orm'
import type { Queryable } from '../client.ts'
import { jobs } from '../schema.ts'
import type { JobRow } from '../views.ts'

/** A job by its id alone, for the engine's own side; routes ask with the owner. Undefined when it was deleted. */
export async function findJobForWork(db: Queryable, jobId: string): Promise<JobRow | undefined> {
  const [job] = await db.select().from(jobs).where(eq(jobs.id, jobId))
  return job
}
