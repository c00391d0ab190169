/** Works on the items of a job in bounded parallel lanes. */
import { CancellationScope, isCancellation } from '@temporalio/workflow'
import type { ItemRef } from '../activities/index.ts'
import type { ItemKind, Phase } from '../contracts/job-types.ts'
import { work } from './activities.ts'
import { createBudgetGate, isBudgetReached } from './budget-gate.ts'
import type { ProgressTracker } from './job-progress.ts'
import { continueJob, startOf, storedErrorOf } from './run-job.ts'

/**
 * Items that one job hands out at the same time: as many as a few large workers have slots for, so that a long novel is read in as many rounds
 * as a short one. What waits for a slot holds up nobody else: the server hands out by turns, one user after the other.
 */
const lanes = 100
/** Items a run works on before it continues as new: about 1,000 events, far below the 51,200 that Temporal allows. */
const itemsPerRun = 300

export interface WorkItem extends ItemRef {
  /** From 0. */
  number: number
  label: string
}

/**
 * Does `doItem` for every item of a kind that is left. An item that fails leaves the others alone and is noted as failed. One that the budget
 * does not allow goes back to the queue, and all wait until the budget is raised. After `itemsPerRun` items the job goes on in a new run, which
 * finds what is left by itself.
 */
export async function eachItem(
  { jobId, kind, phase }: { jobId: string; kind: ItemKind; phase: Phase },
  progress: ProgressTracker,
  doItem: (item: WorkItem) => Promise<void>,
): Promise<void> {
  const budget = createBudgetGate(progress)
  const { items, count } = await work.listItemsToDo({ ...startOf(jobId), kind, phase, limit: itemsPerRun })
  progress.phase(phase, count)

  const queue = items.map((item) => ({ jobId, ...item }))
  const workLane = async () => {
    for (let item = queue.shift(); item; item = queue.shift()) {
      const entry = budget.isClosed() ? await budget.wait() : 'open'
      if (entry === 'leave') {
        queue.push(item)
        return
      }
      const budgetChanges = budget.changes()
      try {
        await doItem(item)
        progress.settled(phase, 'completed')
      } catch (error) {
        // A child job that somebody cancelled is a failed item; a cancelled job stops here.
        if (isCancellation(error) && CancellationScope.current().consideredCancelled) throw error
        if (isBudgetReached(error)) {
          queue.unshift(item)
          budget.close(budgetChanges)
          continue
        }
        await work.settleItem({ jobId, itemId: item.itemId, status: 'failed', error: storedErrorOf(error) })
        progress.settled(phase, 'failed')
      }
      if (entry === 'try') budget.open()
    }
  }
  await allSettled(Array.from({ length: Math.min(lanes, queue.length) }, workLane))
  if (items.length === itemsPerRun || queue.length > 0) await continueJob(jobId, progress)
}

/** Waits for every lane, so that nothing is in flight when the first error goes on. */
async function allSettled(lanesAtWork: Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(lanesAtWork)
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
}
