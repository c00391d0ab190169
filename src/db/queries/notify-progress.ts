import { sql } from 'drizzle-orm'
import { progressChannel, type Queryable } from '../client.ts'

/** Tells listeners what an activity said. Ephemeral: nothing is stored. */
export async function notifyProgress(db: Queryable, message: object): Promise<void> {
  await db.execute(sql`SELECT pg_notify(${progressChannel}, ${JSON.stringify(message)})`)
}
