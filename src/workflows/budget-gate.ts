/** What the lanes of a job do when the budget allows no further call: they wait until it is raised. */
import {
  ActivityFailure,
  ApplicationFailure,
  condition,
  defineSignal,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import { budgetChangedSignal } from '../contracts/job-types.ts'
import type { ProgressTracker } from './job-progress.ts'

/** Money that is there without the signal having come, while nobody watches the jobs, is noticed after this time. */
const patience = '10 minutes'

const budgetChanged = defineSignal(budgetChangedSignal)

export interface BudgetGate {
  isClosed(): boolean
  /**
   * Waits before a closed gate. Says how the lane comes through: as all do, as the only one that tries whether the budget allows it after all,
   * or not at all, because the history has grown so long that the job is to go on in a new run.
   */
  wait(): Promise<'open' | 'try' | 'leave'>
  /** How often the budget was changed so far. */
  changes(): number
  /** Closes the gate after a call that was refused, unless the budget was changed since the call was begun. */
  close(changesBefore: number): void
  /** Opens it to all after a lane has tried. */
  open(): void
}

/** Makes the gate of a job and listens for the signal. Adds nothing to the history until a call is refused. */
export function createBudgetGate(progress: ProgressTracker): BudgetGate {
  let changes = 0
  let isClosed = false
  let someoneTries = false

  const setClosed = (closed: boolean) => {
    isClosed = closed
    progress.waitsFor(closed ? 'budget' : null)
  }
  setHandler(
    budgetChanged,
    () => {
      changes += 1
      setClosed(false)
    },
    { description: 'A budget that the job counts in was changed.' },
  )
  const isOver = () => !isClosed || workflowInfo().continueAsNewSuggested

  return {
    isClosed: () => isClosed,
    async wait() {
      const tries = !someoneTries
      if (tries) {
        someoneTries = true
        try {
          await condition(isOver, patience)
        } finally {
          someoneTries = false
        }
      } else {
        await condition(isOver)
      }
      if (!isClosed) return 'open'
      return workflowInfo().continueAsNewSuggested ? 'leave' : 'try'
    },
    changes: () => changes,
    close(changesBefore) {
      if (changes === changesBefore) setClosed(true)
    },
    open: () => setClosed(false),
  }
}

/** Whether an item was not worked on because the budget does not allow its next call. */
export function isBudgetReached(error: unknown): boolean {
  return (
    error instanceof ActivityFailure &&
    error.cause instanceof ApplicationFailure &&
    error.cause.type === 'budget_reached'
  )
}
