import { and, desc, eq, inArray } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { inTransaction, type Queryable } from '../client.ts'
import { providerCalls } from '../schema.ts'
import { reserveSpending } from './change-spending.ts'

export type ProviderCallRow = typeof providerCalls.$inferSelect

export interface CallClaim {
  userId: string
  projectId: string
  jobId: string
  itemId: string
  /** Which request of the item it is. */
  step: string
  lane: string
  provider: string
  model: string
  /** The most that the call may cost. Null: the price is not known. */
  reservedUsd: number | null
}

/**
 * Claims a call in the ledger before the request leaves, and holds the most that it may cost back from the budgets of its job, the jobs that
 * this is a part of, and the project. When there is an open one for the same step of the item, that is returned with `claimedNow: false`: it
 * carries a request id when the request was accepted, and none when the process died in between. Throws `budget_reached`, `budget_held` and
 * `price_unknown`.
 */
export async function claimProviderCall(
  db: Queryable,
  claim: CallClaim,
): Promise<{ call: ProviderCallRow; claimedNow: boolean }> {
  const claimed = await inTransaction(db, async (tx) => {
    const [row] = await tx
      .insert(providerCalls)
      .values({ id: uuidv7(), status: 'claimed', ...claim })
      .onConflictDoNothing()
      .returning()
    if (row) await reserveSpending(tx, row)
    return row
  })
  if (claimed) return { call: claimed, claimedNow: true }
  const [open] = await db
    .select()
    .from(providerCalls)
    .where(
      and(
        eq(providerCalls.itemId, claim.itemId),
        eq(providerCalls.step, claim.step),
        inArray(providerCalls.status, ['claimed', 'submitted']),
      ),
    )
  if (open) return { call: open, claimedNow: false }
  return claimProviderCall(db, claim)
}

/** The call of a step of an item that was answered, with its answer. Undefined when there is none, or the item has ended since. */
export async function findAnsweredCall(
  db: Queryable,
  { itemId, step }: { itemId: string; step: string },
): Promise<ProviderCallRow | undefined> {
  const [call] = await db
    .select()
    .from(providerCalls)
    .where(and(eq(providerCalls.itemId, itemId), eq(providerCalls.step, step), eq(providerCalls.status, 'settled')))
    .orderBy(desc(providerCalls.id))
    .limit(1)
  return call && call.answer !== null ? call : undefined
}
