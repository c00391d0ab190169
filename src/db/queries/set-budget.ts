import { sql } from 'drizzle-orm'
import type { Spending } from '../../contracts/money.ts'
import type { Queryable } from '../client.ts'
import { spendings } from '../schema.ts'
import { toSpending } from './get-spending.ts'

/** Sets how much a job or project may spend, or with null takes the limit away. The caller has seen that the subject is the user's. */
export async function setBudget(
  db: Queryable,
  budget: { subjectId: string; userId: string; budgetUsd: number | null },
): Promise<Spending> {
  const [row] = await db
    .insert(spendings)
    .values(budget)
    .onConflictDoUpdate({
      target: spendings.subjectId,
      set: { budgetUsd: budget.budgetUsd, updatedAt: sql`now()` },
    })
    .returning()
  return toSpending(row)
}
