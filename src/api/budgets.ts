/** Changing budgets, and what a budget asks of the settings. */
import { CineqoError } from '../contracts/errors.ts'
import type { Spending } from '../contracts/money.ts'
import { endBudgetWaits } from '../db/queries/end-budget-waits.ts'
import { listBegunJobs } from '../db/queries/list-begun-jobs.ts'
import { setBudget } from '../db/queries/set-budget.ts'
import { signalBudgetChanged } from '../engine/signal-budget-changed.ts'
import type { ApiContext } from './context.ts'
import { unpricedModel } from './unpriced-model.ts'

/** A workflow that does not hear of it notices the new budget by itself some minutes later. */
const signalDeadlineMs = 2000

/**
 * Sets the budget of a job or project, and tells every job of the project that runs: one that waits goes on, and one that was just refused a
 * call tries again. Throws `price_unknown` when the budget could not be kept.
 */
export async function changeBudget(
  context: ApiContext,
  change: { userId: string; projectId: string; subjectId: string; budgetUsd: number | null },
): Promise<Spending> {
  const { db } = context.database
  const { userId, projectId, subjectId, budgetUsd } = change
  const unpriced = budgetUsd === null ? null : await unpricedModel(context, { userId, projectId })
  if (unpriced !== null) throw new CineqoError('price_unknown', { model: unpriced })
  const spending = await setBudget(db, { subjectId, userId, budgetUsd })
  await endBudgetWaits(db, { userId, projectId })
  const begun = await listBegunJobs(db, { userId, projectId })
  const told = await Promise.allSettled(begun.map((job) => signalBudgetChanged(context.engine, job, signalDeadlineMs)))
  for (const outcome of told) {
    if (outcome.status === 'rejected') context.logger.warn({ err: outcome.reason }, 'a job was not told of its budget')
  }
  return spending
}
