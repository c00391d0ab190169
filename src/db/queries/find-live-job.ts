import { and, eq, inArray, sql } from 'drizzle-orm'
import type { JobType } from '../../contracts/job-types.ts'
import { liveJobStatuses } from '../../contracts/statuses.ts'
import type { Queryable } from '../client.ts'
import { jobs } from '../schema.ts'

/** The id of a live job of one of the types in the project, where given only one about that character. Undefined when there is none. */
export async function findLiveJob(
  db: Queryable,
  filter: { userId: string; projectId: string; types: JobType[]; characterId?: string | undefined },
): Promise<string | undefined> {
  const [job] = await db
    .select({ id: jobs.id })
    .from(jobs)
    .where(
      and(
        eq(jobs.userId, filter.userId),
        eq(jobs.projectId, filter.projectId),
        inArray(jobs.status, liveJobStatuses),
        inArray(jobs.type, filter.types),
        filter.characterId === undefined ? undefined : sql`${jobs.input} ->> 'characterId' = ${filter.characterId}`,
      ),
    )
    .limit(1)
  return job?.id
}
