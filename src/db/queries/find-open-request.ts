import { and, eq, inArray } from 'drizzle-orm'
import { isFinal } from '../../contracts/statuses.ts'
import type { Queryable } from '../client.ts'
import { jobItems, jobs, providerCalls } from '../schema.ts'
import type { JobItemRow, JobRow } from '../views.ts'
import type { ProviderCallRow } from './claim-provider-call.ts'

export interface OpenRequest {
  call: ProviderCallRow
  item: JobItemRow
  job: JobRow
}

/**
 * A call that is open although its job has ended, with its item and job. Undefined when it has been settled, its job was deleted, or was taken up
 * again: then its item attaches to it.
 */
export async function findOpenRequest(db: Queryable, callId: string): Promise<OpenRequest | undefined> {
  const [found] = await db
    .select({ call: providerCalls, item: jobItems, job: jobs })
    .from(providerCalls)
    .innerJoin(jobItems, eq(jobItems.id, providerCalls.itemId))
    .innerJoin(jobs, eq(jobs.id, jobItems.jobId))
    .where(and(eq(providerCalls.id, callId), inArray(providerCalls.status, ['claimed', 'submitted'])))
  return found && isFinal(found.job.status) ? found : undefined
}
