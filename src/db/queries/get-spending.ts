import { and, eq } from 'drizzle-orm'
import { noUsage, type Spending } from '../../contracts/money.ts'
import type { Queryable } from '../client.ts'
import { spendings } from '../schema.ts'

const nothingSpent: Spending = {
  budgetUsd: null,
  spentUsd: 0,
  reservedUsd: 0,
  uncertainUsd: 0,
  unpricedCalls: 0,
  usage: noUsage,
}

/** What a job or project of the user has spent, and how much it may. Nothing where there was no paid call and no budget yet. */
export async function getSpending(db: Queryable, ids: { subjectId: string; userId: string }): Promise<Spending> {
  const [row] = await db
    .select()
    .from(spendings)
    .where(and(eq(spendings.subjectId, ids.subjectId), eq(spendings.userId, ids.userId)))
  return toSpending(row)
}

/** A row of the table as the contracts show it. */
export function toSpending(row: typeof spendings.$inferSelect | null | undefined): Spending {
  if (!row) return nothingSpent
  const { budgetUsd, spentUsd, reservedUsd, uncertainUsd, unpricedCalls } = row
  const { inputTokens, cachedInputTokens, outputTokens, images } = row
  return {
    budgetUsd,
    spentUsd,
    reservedUsd,
    uncertainUsd,
    unpricedCalls,
    usage: { inputTokens, cachedInputTokens, outputTokens, images },
  }
}
