import { sql } from 'drizzle-orm'
import type { Queryable } from '../client.ts'
import { lanes } from '../schema.ts'

/** Closes a lane for every worker until a time. A lane that is closed for longer stays so. */
export async function closeLane(db: Queryable, lane: { name: string; until: Date; reason: string }): Promise<void> {
  await db
    .insert(lanes)
    .values({ name: lane.name, closedUntil: lane.until, reason: lane.reason })
    .onConflictDoUpdate({
      target: lanes.name,
      set: {
        closedUntil: sql`greatest(${lanes.closedUntil}, excluded.closed_until)`,
        reason: sql`excluded.reason`,
        updatedAt: sql`now()`,
      },
    })
}
