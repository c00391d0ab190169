import { and, asc, eq, inArray, isNotNull, like, lt, or, type SQL, sql } from 'drizzle-orm'
import { finalJobStatuses } from '../../contracts/statuses.ts'
import type { Queryable } from '../client.ts'
import { jobs, providerCalls } from '../schema.ts'

/** Bounds on one reading; what is beyond them comes when those before are settled. */
const mostJobs = 100
const mostRequests = 200
/** Longer than an activity that draws may take: after it nobody is left who could learn the id of a request. */
const submittedWithin = sql`interval '15 minutes'`

/**
 * Requests for pictures that nobody works on: their job has ended, and it is open what became of them. Those without an id count after the time
 * in which one could still come.
 */
function isLeftOpen(): SQL | undefined {
  return and(
    inArray(jobs.status, finalJobStatuses),
    like(providerCalls.lane, 'image:%'),
    inArray(providerCalls.status, ['claimed', 'submitted']),
    or(isNotNull(providerCalls.requestId), lt(providerCalls.claimedAt, sql`now() - ${submittedWithin}`)),
  )
}

/** Ended jobs of all users that have left requests open. For the engine's own side. */
export async function listJobsWithOpenRequests(db: Queryable): Promise<string[]> {
  const found = await db
    .selectDistinct({ jobId: jobs.id })
    .from(providerCalls)
    .innerJoin(jobs, eq(jobs.id, providerCalls.jobId))
    .where(isLeftOpen())
    .limit(mostJobs)
  return found.map(({ jobId }) => jobId)
}

/** The calls of an ended job that were left open. */
export async function listOpenRequests(db: Queryable, jobId: string): Promise<string[]> {
  const found = await db
    .select({ callId: providerCalls.id })
    .from(providerCalls)
    .innerJoin(jobs, eq(jobs.id, providerCalls.jobId))
    .where(and(eq(jobs.id, jobId), isLeftOpen()))
    .orderBy(asc(providerCalls.id))
    .limit(mostRequests)
  return found.map(({ callId }) => callId)
}
