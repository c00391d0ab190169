import { sql } from 'drizzle-orm'
import type { Queryable } from '../client.ts'

/**
 * Where reading what changed can go on later: the oldest transaction that was still open. All changes with a lower `changed_in` are visible
 * to every query that starts afterwards.
 */
export async function readChangeCursor(db: Queryable): Promise<number> {
  const { rows } = await db.execute<{ cursor: string }>(
    sql`SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS cursor`,
  )
  return Number(rows[0]?.cursor ?? 0)
}
