import { and, eq } from 'drizzle-orm'
import type { Queryable } from '../client.ts'
import { jobs } from '../schema.ts'
import type { JobRow } from '../views.ts'

/** The job that a user started with an idempotency key; undefined when the key is new. */
export async function findIdempotentJob(
  db: Queryable,
  key: { userId: string; idempotencyKey: string },
): Promise<JobRow | undefined> {
  const [job] = await db
    .select()
    .from(jobs)
    .where(and(eq(jobs.userId, key.userId), eq(jobs.idempotencyKey, key.idempotencyKey)))
  return job
}
