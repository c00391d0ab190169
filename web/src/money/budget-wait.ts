/** Which budget a job waits for, and what it lacks. Pure. */
import type { Waiting } from '../../../src/contracts/job.ts'
import type { Spending } from '../../../src/contracts/money.ts'
import type { JobNode } from '../live/job-tree.ts'
import { blocks } from './next-budget.ts'

/** The wait for a budget of a job or of one of its parts. */
export function budgetWaitOf({ job, children }: JobNode): Waiting | null {
  if (job.waiting?.reason === 'budget') return job.waiting
  for (const child of children) {
    const found = budgetWaitOf(child)
    if (found) return found
  }
  return null
}

/** What the refused call might have cost, in US dollars; 0 when that was not said. */
export function neededUsdOf({ params }: Waiting): number {
  const amount = Number(params?.neededUsd)
  return Number.isFinite(amount) && amount > 0 ? amount : 0
}

/** The budget that is in the way: the job's own, unless only the project's is. */
export function blockingBudget(job: Spending, project: Spending, neededUsd: number): 'job' | 'project' | null {
  if (blocks(job, neededUsd)) return 'job'
  if (blocks(project, neededUsd)) return 'project'
  return job.budgetUsd !== null ? 'job' : project.budgetUsd !== null ? 'project' : null
}
