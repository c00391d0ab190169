import type { Queryable } from '../client.ts'
import { users } from '../schema.ts'

/** The one user of an installation without accounts. */
export const localUserId = '00000000-0000-7000-8000-000000000001'

/** Makes sure that the local user exists. */
export async function ensureLocalUser(db: Queryable): Promise<{ id: string }> {
  await db.insert(users).values({ id: localUserId, name: 'local' }).onConflictDoNothing()
  return { id: localUserId }
}
