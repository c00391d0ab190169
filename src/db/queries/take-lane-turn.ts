import { sql } from 'drizzle-orm'
import type { Queryable } from '../client.ts'
import { lanes } from '../schema.ts'

/**
 * Takes the next turn of a lane on which a call may begin every `intervalMs`, over all workers. Returns when the turn is, and whether it was
 * taken: one that is more than `mostWaitMs` away is left to others.
 */
export async function takeLaneTurn(
  db: Queryable,
  { name, intervalMs, mostWaitMs }: { name: string; intervalMs: number; mostWaitMs: number },
): Promise<{ isTaken: boolean; waitMs: number }> {
  const interval = sql`make_interval(secs => ${intervalMs / 1000})`
  const longestWait = sql`make_interval(secs => ${mostWaitMs / 1000})`
  const [turn] = await db
    .insert(lanes)
    .values({ name, nextCallAt: sql`clock_timestamp() + ${interval}` })
    .onConflictDoUpdate({
      target: lanes.name,
      set: {
        nextCallAt: sql`greatest(${lanes.nextCallAt}, clock_timestamp()) + ${interval}`,
        updatedAt: sql`now()`,
      },
      setWhere: sql`coalesce(${lanes.nextCallAt}, '-infinity') <= clock_timestamp() + ${longestWait}`,
    })
    .returning({ waitMs: waitMsUntil(sql`${lanes.nextCallAt} - ${interval}`) })
  if (turn) return { isTaken: true, waitMs: turn.waitMs }
  const [lane] = await db
    .select({ waitMs: waitMsUntil(sql`${lanes.nextCallAt}`) })
    .from(lanes)
    .where(sql`${lanes.name} = ${name}`)
  return { isTaken: false, waitMs: lane?.waitMs ?? 0 }
}

function waitMsUntil(time: ReturnType<typeof sql>) {
  return sql<number>`greatest(0, extract(epoch FROM ${time} - clock_timestamp()) * 1000)::float8`
}
