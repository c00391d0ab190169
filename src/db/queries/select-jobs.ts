import { eq } from 'drizzle-orm'
import type { Queryable } from '../client.ts'
import { jobs, projects } from '../schema.ts'

/** Jobs with the names of their projects, which `toJob` shows. The caller says which. */
export function selectJobs(db: Queryable) {
  return db
    .select({ job: jobs, projectName: projects.name })
    .from(jobs)
    .innerJoin(projects, eq(projects.id, jobs.projectId))
}
