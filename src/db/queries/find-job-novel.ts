import { asc, eq } from 'drizzle-orm'
import type { Chapter } from '../../contracts/text.ts'
import type { Queryable } from '../client.ts'
import { chapters, jobs, novels, projects } from '../schema.ts'
import type { JobRow } from '../views.ts'

export interface JobNovel {
  job: JobRow
  novel: typeof novels.$inferSelect
  project: { style: string; aspectRatio: string }
  chapters: Chapter[]
}

/** The novel that a job reads, with its chapters in order. Undefined when the job or the novel was deleted. */
export async function findJobNovel(db: Queryable, jobId: string): Promise<JobNovel | undefined> {
  const [found] = await db
    .select({ job: jobs, novel: novels, project: { style: projects.style, aspectRatio: projects.aspectRatio } })
    .from(jobs)
    .innerJoin(novels, eq(novels.id, jobs.novelId))
    .innerJoin(projects, eq(projects.id, jobs.projectId))
    .where(eq(jobs.id, jobId))
  if (!found) return undefined
  const inOrder = await db
    .select({ title: chapters.title, startParagraph: chapters.startParagraph, endParagraph: chapters.endParagraph })
    .from(chapters)
    .where(eq(chapters.novelId, found.novel.id))
    .orderBy(asc(chapters.number))
  return { ...found, chapters: inOrder }
}
