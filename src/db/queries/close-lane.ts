import { eq, sql } from 'drizzle-orm'
import { growingWaitMs, laneWait } from '../../contracts/retry-policy.ts'
import { inTransaction, type Queryable } from '../client.ts'
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

/**
 * Closes a lane for every worker whose provider is busy and does not say until when, and returns the time at which it opens. It is closed for longer
 * each time that the provider is busy again as it opens. All calls that were under way close it once.
 */
export async function closeBusyLane(db: Queryable, lane: { name: string; reason: string }): Promise<Date> {
  return inTransaction(db, async (tx) => {
    await tx.insert(lanes).values({ name: lane.name }).onConflictDoNothing()
    const [known] = await tx
      .select({
        closedUntil: lanes.closedUntil,
        openForMs: sql<number | null>`extract(epoch FROM clock_timestamp() - ${lanes.closedUntil})::float8 * 1000`,
        busyTimes: lanes.busyTimes,
      })
      .from(lanes)
      .where(eq(lanes.name, lane.name))
      .for('no key update')
    const { closedUntil = null, openForMs = null, busyTimes = 0 } = known ?? {}
    if (closedUntil && openForMs !== null && openForMs < 0) return closedUntil
    // Open for longer than it would be closed next: the provider has recovered.
    const isAgain = openForMs !== null && busyTimes > 0 && openForMs < growingWaitMs(laneWait, busyTimes + 1, () => 1)
    const times = isAgain ? busyTimes + 1 : 1
    const wait = sql`make_interval(secs => ${growingWaitMs(laneWait, times) / 1000})`
    const [closed] = await tx
      .update(lanes)
      .set({
        closedUntil: sql`clock_timestamp() + ${wait}`,
        busyTimes: times,
        reason: lane.reason,
        updatedAt: sql`now()`,
      })
      .where(eq(lanes.name, lane.name))
      .returning({ until: lanes.closedUntil })
    return closed?.until ?? new Date()
  })
}
