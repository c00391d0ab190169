import { and, eq, inArray } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Queryable } from '../client.ts'
import { providerCalls } from '../schema.ts'

export type ProviderCallRow = typeof providerCalls.$inferSelect

export interface CallClaim {
  userId: string
  jobId: string
  itemId: string
  lane: string
  provider: string
  model: string
}

/**
 * Claims a call in the ledger before the request leaves. When the item already has an open one, that is returned with `claimedNow: false`: it
 * carries a request id when the request was accepted, and none when the process died in between.
 */
export async function claimProviderCall(
  db: Queryable,
  claim: CallClaim,
): Promise<{ call: ProviderCallRow; claimedNow: boolean }> {
  const [claimed] = await db
    .insert(providerCalls)
    .values({ id: uuidv7(), status: 'claimed', ...claim })
    .onConflictDoNothing()
    .returning()
  if (claimed) return { call: claimed, claimedNow: true }
  const [open] = await db
    .select()
    .from(providerCalls)
    .where(and(eq(providerCalls.itemId, claim.itemId), inArray(providerCalls.status, ['claimed', 'submitted'])))
  if (open) return { call: open, claimedNow: false }
  return claimProviderCall(db, claim)
}
