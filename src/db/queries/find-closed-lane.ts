import { and, eq, gt, sql } from 'drizzle-orm'
import type { Queryable } from '../client.ts'
import { lanes } from '../schema.ts'

/** Until when a lane is closed and why; undefined when it is open. */
export async function findClosedLane(
  db: Queryable,
  name: string,
): Promise<{ until: Date; reason: string } | undefined> {
  const [lane] = await db
    .select({ until: lanes.closedUntil, reason: lanes.reason })
    .from(lanes)
    .where(and(eq(lanes.name, name), gt(lanes.closedUntil, sql`now()`)))
  return lane?.until ? { until: lane.until, reason: lane.reason ?? '' } : undefined
}
