/** Changing budgets, and what a budget asks of the settings. */
import { CineqoError } from '../contracts/errors.ts'
import type { JobType } from '../contracts/job-types.ts'
import type { Spending } from '../contracts/money.ts'
import { endBudgetWaits } from '../db/queries/end-budget-waits.ts'
import { listBegunJobs } from '../db/queries/list-begun-jobs.ts'
import { setBudget } from '../db/queries/set-budget.ts'
import { signalBudgetChanged } from '../engine/signal-budget-changed.ts'
import type { ApiContext } from './context.ts'
import { unpricedModel } from './unpriced-model.ts'

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
  await tellBudgetChanged(context, await listBegunJobs(db, { userId, projectId }))
  return spending
}

/**
 * Tells the workflows of jobs that a budget was changed in which they count. One that is not told goes on to say that it waits, so the watcher tells it
 * when the money is there. Also when this process dies on the way.
 */
export async function tellBudgetChanged(
  { database, engine, logger }: ApiContext,
  jobs: readonly { jobId: string; type: JobType }[],
): Promise<void> {
  const outcomes = await Promise.allSettled(jobs.map((job) => signalBudgetChanged(engine, job, signalDeadlineMs)))
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') logger.warn({ err: outcome.reason }, 'a job was not told of its budget')
  }
  const told = jobs.filter((_, index) => outcomes[index]?.status === 'fulfilled')
  await endBudgetWaits(
    database.db,
    told.map(({ jobId }) => jobId),
  )
}
