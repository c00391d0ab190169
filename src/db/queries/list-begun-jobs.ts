import { and, eq } from 'drizzle-orm'
import type { Queryable } from '../client.ts'
import { jobs } from '../schema.ts'

/** The jobs of a project that a workflow works on, with what names that. */
export async function listBegunJobs(db: Queryable, ids: { projectId: string; userId: string }) {
  return db
    .select({ jobId: jobs.id, type: jobs.type })
    .from(jobs)
    .where(and(eq(jobs.projectId, ids.projectId), eq(jobs.userId, ids.userId), eq(jobs.status, 'processing')))
}
