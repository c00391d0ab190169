/** What calls take from the budgets: held back when they are claimed, spent or let go when they end. */
import { eq, type SQL, sql } from 'drizzle-orm'
import { CineqoError } from '../../contracts/errors.ts'
import { noUsage, type Usage } from '../../contracts/money.ts'
import type { DatabaseTransaction } from '../client.ts'
import { jobs, spendings } from '../schema.ts'
import type { ProviderCallRow } from './claim-provider-call.ts'

type PaidCall = Pick<ProviderCallRow, 'userId' | 'projectId' | 'jobId' | 'itemId' | 'model' | 'reservedUsd'>

/** How soon a call is tried again that waits for others to let money go. */
const heldRetryMs = 1500

/**
 * Holds the most that a call may cost back from every budget that it counts in, or throws: `price_unknown`, `budget_reached` when it would pass
 * what is left, and `budget_held` when it only has to wait for calls that somebody works on.
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

/**
 * What is held back for a call that nobody works on comes free by no waiting: its item has ended while the provider could not be asked, and only
 * a retry attaches to the request again.
 */
async function refuse(tx: DatabaseTransaction, subjectId: string, call: PaidCall): Promise<never> {
  if (call.reservedUsd === null) throw new CineqoError('price_unknown', { model: call.model })
  const neededUsd = sql`${call.reservedUsd}::numeric`
  const unspentUsd = sql`${spendings.budgetUsd} - ${spendings.spentUsd} - ${spendings.uncertainUsd}`
  const [row] = await tx
    .select({
      isHeld: sql<boolean>`${unspentUsd} >= ${neededUsd} AND ${othersAreUnderWay(call)}`,
      neededUsd: shownUsd(sql`ceil(${neededUsd} * 10000) / 10000`),
      leftUsd: shownUsd(sql`trunc(CASE WHEN ${unspentUsd} >= ${neededUsd} THEN ${unspentUsd} - ${spendings.reservedUsd}
        ELSE ${unspentUsd} END, 4)`),
      budgetUsd: shownUsd(spendings.budgetUsd.getSQL()),
    })
    .from(spendings)
    .where(eq(spendings.subjectId, subjectId))
  if (!row) throw new Error(`Nothing is known of the budget of ${subjectId}.`)
  const { isHeld, ...amounts } = row
  if (isHeld) throw new CineqoError('budget_held', { time: new Date(Date.now() + heldRetryMs).toISOString() })
  throw new CineqoError('budget_reached', amounts)
}

function othersAreUnderWay({ projectId, itemId }: PaidCall): SQL {
  return sql`EXISTS (
    SELECT FROM provider_call JOIN job_item ON job_item.id = provider_call.item_id
    WHERE provider_call.project_id = ${projectId} AND provider_call.item_id <> ${itemId}
      AND provider_call.status IN ('claimed', 'submitted') AND job_item.status = 'processing')`
}

/** An amount for a person, with four decimals. */
function shownUsd(amount: SQL): SQL<string> {
  return sql<string>`round(greatest(0, ${amount}), 4)::text`
}

/** What the end of a call changes in every budget that it counts in. Amounts may be negative. */
export interface SpendingChange {
  reservedUsd: number
  uncertainUsd: number
  spentUsd: number
  unpricedCalls: number
  usage: Usage | null
}

/** Books the end of a call, and adds its cost to its job and the jobs that this is a part of, which the caller has locked. */
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
export async function subjectsOf(
  tx: DatabaseTransaction,
  { projectId, jobId }: Pick<PaidCall, 'projectId' | 'jobId'>,
): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    WITH RECURSIVE upwards AS (
      SELECT id, parent_id, 0 AS distance FROM job WHERE id = ${jobId}
      UNION ALL
      SELECT job.id, job.parent_id, distance + 1 FROM job JOIN upwards ON job.id = upwards.parent_id
    )
    SELECT id FROM upwards ORDER BY distance DESC`)
  return [...(projectId ? [projectId] : []), ...rows.map(({ id }) => id)]
}
