/** What calls take from the budgets: held back when they are claimed, spent or let go when they end. */
import { eq, sql } from 'drizzle-orm'
import { CineqoError } from '../../contracts/errors.ts'
import { noUsage, type Usage } from '../../contracts/money.ts'
import type { DatabaseTransaction } from '../client.ts'
import { jobs, spendings } from '../schema.ts'
import type { ProviderCallRow } from './claim-provider-call.ts'

type PaidCall = Pick<ProviderCallRow, 'userId' | 'projectId' | 'jobId' | 'model' | 'reservedUsd'>

/** How soon a call is tried again that waits for others to let money go. */
const heldRetryMs = 1500

/**
 * Holds the most that a call may cost back from every budget that it counts in, or throws: `price_unknown`, `budget_reached` when it would pass
 * what is left, and `budget_held` when it only has to wait for calls that are under way.
 */
export async function reserveSpending(tx: DatabaseTransaction, call: PaidCall): Promise<void> {
  for (const subjectId of await subjectsOf(tx, call)) {
    const needed = call.reservedUsd ?? 0
    const [reserved] = await tx
      .insert(spendings)
      .values({ subjectId, userId: call.userId, reservedUsd: needed })
      .onConflictDoUpdate({
        target: spendings.subjectId,
        set: { reservedUsd: sql`${spendings.reservedUsd} + excluded.reserved_usd` },
        setWhere: sql`${spendings.budgetUsd} IS NULL OR (${call.reservedUsd !== null}::boolean AND
          ${spendings.spentUsd} + ${spendings.uncertainUsd} + ${spendings.reservedUsd} + excluded.reserved_usd <= ${spendings.budgetUsd})`,
      })
      .returning({ subjectId: spendings.subjectId })
    if (!reserved) await refuse(tx, subjectId, call)
  }
}

async function refuse(tx: DatabaseTransaction, subjectId: string, call: PaidCall): Promise<never> {
  if (call.reservedUsd === null) throw new CineqoError('price_unknown', { model: call.model })
  const [row] = await tx.select().from(spendings).where(eq(spendings.subjectId, subjectId))
  const budgetUsd = row?.budgetUsd ?? 0
  const leftUsd = budgetUsd - (row?.spentUsd ?? 0) - (row?.uncertainUsd ?? 0)
  if (call.reservedUsd <= leftUsd) {
    throw new CineqoError('budget_held', { time: new Date(Date.now() + heldRetryMs).toISOString() })
  }
  const show = (amount: number) => Math.max(0, amount).toFixed(4)
  throw new CineqoError('budget_reached', {
    neededUsd: show(call.reservedUsd),
    leftUsd: show(leftUsd),
    budgetUsd: show(budgetUsd),
  })
}

/** What the end of a call changes in every budget that it counts in. Amounts may be negative. */
export interface SpendingChange {
  reservedUsd: number
  uncertainUsd: number
  spentUsd: number
  unpricedCalls: number
  usage: Usage | null
}

/** Books the end of a call, and adds its cost to its job and the jobs that this is a part of. */
export async function bookSpending(tx: DatabaseTransaction, call: PaidCall, change: SpendingChange): Promise<void> {
  const usage = change.usage ?? noUsage
  const subjects = await subjectsOf(tx, call)
  for (const subjectId of subjects) {
    await tx
      .insert(spendings)
      .values({
        subjectId,
        userId: call.userId,
        reservedUsd: Math.max(0, change.reservedUsd),
        uncertainUsd: change.uncertainUsd,
        spentUsd: change.spentUsd,
        unpricedCalls: change.unpricedCalls,
        ...usage,
      })
      .onConflictDoUpdate({
        target: spendings.subjectId,
        set: {
          reservedUsd: sql`greatest(0, ${spendings.reservedUsd} + ${change.reservedUsd})`,
          uncertainUsd: sql`greatest(0, ${spendings.uncertainUsd} + ${change.uncertainUsd})`,
          spentUsd: sql`${spendings.spentUsd} + excluded.spent_usd`,
          unpricedCalls: sql`${spendings.unpricedCalls} + excluded.unpriced_calls`,
          inputTokens: sql`${spendings.inputTokens} + excluded.input_tokens`,
          cachedInputTokens: sql`${spendings.cachedInputTokens} + excluded.cached_input_tokens`,
          outputTokens: sql`${spendings.outputTokens} + excluded.output_tokens`,
          images: sql`${spendings.images} + excluded.images`,
          updatedAt: sql`now()`,
        },
      })
  }
  if (change.spentUsd === 0 && change.unpricedCalls === 0) return
  // Jobs are locked from the part to the whole, as everywhere.
  for (const jobId of subjects.slice(call.projectId ? 1 : 0).reverse()) {
    await tx
      .update(jobs)
      .set({
        costUsd: sql`${jobs.costUsd} + ${change.spentUsd}`,
        unpricedCalls: sql`${jobs.unpricedCalls} + ${change.unpricedCalls}`,
      })
      .where(eq(jobs.id, jobId))
  }
}

/** The project, then its jobs from the whole to the part: everybody changes the rows in this order, so nobody waits in a circle. */
async function subjectsOf(tx: DatabaseTransaction, { projectId, jobId }: PaidCall): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    WITH RECURSIVE upwards AS (
      SELECT id, parent_id, 0 AS distance FROM job WHERE id = ${jobId}
      UNION ALL
      SELECT job.id, job.parent_id, distance + 1 FROM job JOIN upwards ON job.id = upwards.parent_id
    )
    SELECT id FROM upwards ORDER BY distance DESC`)
  return [...(projectId ? [projectId] : []), ...rows.map(({ id }) => id)]
}
