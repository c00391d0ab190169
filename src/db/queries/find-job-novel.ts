import { eq } from 'drizzle-orm'
import type { Queryable } from '../client.ts'
import { jobs, novels, projects } from '../schema.ts'
import type { JobRow } from '../views.ts'

export interface JobNovel {
  job: JobRow
  row: typeof novels.$inferSelect
  /** The project's visual style in words; may be empty. */
  style: string
}

/** A job with the novel that it reads. Undefined when the job or the novel was deleted. */
export async function findJobNovel(db: Queryable, jobId: string): Promise<JobNovel | undefined> {
  const [found] = await db
    .select({ job: jobs, row: novels, style: projects.style })
    .from(jobs)
    .innerJoin(novels, eq(novels.id, jobs.novelId))
    .innerJoin(projects, eq(projects.id, jobs.projectId))
    .where(eq(jobs.id, jobId))
  return found
}
