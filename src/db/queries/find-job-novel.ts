import { eq } from 'drizzle-orm'
import type { Queryable } from '../client.ts'
import { jobs, novels } from '../schema.ts'
import type { JobRow } from '../views.ts'

export interface JobNovel {
  job: JobRow
  row: typeof novels.$inferSelect
}

/** A job with the novel that it reads. Undefined when the job or the novel was deleted. */
export async function findJobNovel(db: Queryable, jobId: string): Promise<JobNovel | undefined> {
  const [found] = await db
    .select({ job: jobs, row: novels })
    .from(jobs)
    .innerJoin(novels, eq(novels.id, jobs.novelId))
    .where(eq(jobs.id, jobId))
  return found
}
