import { and, eq, inArray, or, sql } from 'drizzle-orm'
import type { JobType } from '../../contracts/job-types.ts'
import { liveJobStatuses } from '../../contracts/statuses.ts'
import type { Queryable } from '../client.ts'
import { jobs } from '../schema.ts'

export interface LiveJobFilter {
  userId: string
  projectId: string
  /** Only one of these types. */
  types?: JobType[] | undefined
  /** Only one that reads this novel. */
  novelId?: string | undefined
  /** Only one that is about one of these characters. */
  characterIds?: string[] | undefined
}

/** The id of a live job of the project. Undefined when there is none. */
export async function findLiveJob(db: Queryable, filter: LiveJobFilter): Promise<string | undefined> {
  const { types, novelId, characterIds } = filter
  const [job] = await db
    .select({ id: jobs.id })
    .from(jobs)
    .where(
      and(
        eq(jobs.userId, filter.userId),
        eq(jobs.projectId, filter.projectId),
        inArray(jobs.status, liveJobStatuses),
        types && inArray(jobs.type, types),
        novelId === undefined ? undefined : eq(jobs.novelId, novelId),
        characterIds && isAbout(characterIds),
      ),
    )
    .limit(1)
  return job?.id
}

/** A job names one character or many. */
function isAbout(characterIds: string[]) {
  const ids = sql`ARRAY(SELECT jsonb_array_elements_text(${JSON.stringify(characterIds)}::jsonb))`
  return or(
    sql`${jobs.input} ->> 'characterId' = ANY(${ids})`,
    sql`jsonb_typeof(${jobs.input} -> 'characterIds') = 'array' AND ${jobs.input} -> 'characterIds' ?| ${ids}`,
  )
}
