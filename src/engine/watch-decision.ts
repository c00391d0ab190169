/** What is to be done about a live job, from its row and from what Temporal says of its workflow. Pure. */
import type { StoredError } from '../contracts/errors.ts'
import type { JobType } from '../contracts/job-types.ts'
import { assertNever, isFinal, type JobStatus } from '../contracts/statuses.ts'
import type { WorkflowState, WorkflowView } from './workflow-view.ts'

/** A job that has work to do, as its row says. */
export interface WatchedJob {
  id: string
  type: JobType
  status: JobStatus
  workflowId: string
  runs: number
  parentId: string | null
  /** Null for a job that is no part of another, or whose parent was deleted. */
  parentStatus: JobStatus | null
  cancelRequested: boolean
  /** Why it waits, as the row says; null when it does not. */
  waitingReason: string | null
  /** Milliseconds since the row changed, by the database's clock. */
  ageMs: number
}

type Decision =
  | { action: 'leave' }
  /** The workflow runs. */
  | { action: 'follow' }
  /** Start the workflow: the process that stored the job did not get to it, or Temporal was down. */
  | { action: 'start' }
  /** The workflow ran to its end, without the row hearing of it: its items say how the job ended. */
  | { action: 'finish' }
  /** The workflow is gone without having told. */
  | { action: 'end'; status: 'failed' | 'cancelled'; error?: StoredError }

/** How long the process that stored a job has to start its workflow. */
export const startGraceMs = 1000
/** How long a closed workflow's last words may take to be seen, so that it is not called lost while its end is being read. */
const endGraceMs = 500

export function decide(job: WatchedJob, workflow: WorkflowView | null): Decision {
  if (isFinal(job.status)) return { action: 'leave' }
  if (workflow?.state === 'running' || workflow?.state === 'paused') return { action: 'follow' }
  if (job.status === 'pending') return decidePending(job, workflow)
  if (job.ageMs < endGraceMs) return { action: 'leave' }
  return ended(job, workflow?.state ?? null)
}

function decidePending(job: WatchedJob, workflow: WorkflowView | null): Decision {
  // A closed workflow that was this very start of the job: somebody ended it before a worker took it up.
  if (workflow && workflow.runs === job.runs) return ended(job, workflow.state)
  if (job.ageMs < startGraceMs) return { action: 'leave' }
  const isPart = job.parentStatus !== null
  const parentLives = job.parentStatus !== null && !isFinal(job.parentStatus)
  if (parentLives) return { action: 'leave' }
  if (job.cancelRequested) return { action: 'end', status: 'cancelled' }
  // Only the workflow of the whole starts a part for the first time; when that has ended, nobody will.
  if (isPart && job.runs === 1) {
    return job.parentStatus === 'cancelled' ? { action: 'end', status: 'cancelled' } : lost('not started')
  }
  return { action: 'start' }
}

function ended(job: WatchedJob, state: WorkflowState | null): Decision {
  switch (state) {
    case null:
      return job.cancelRequested ? { action: 'end', status: 'cancelled' } : lost('gone')
    case 'cancelled':
      return { action: 'end', status: 'cancelled' }
    case 'terminated':
      return job.cancelRequested ? { action: 'end', status: 'cancelled' } : lost('terminated')
    case 'completed':
      return { action: 'finish' }
    case 'failed':
    case 'timed_out':
    case 'unknown':
      return lost(state.replace('_', ' '))
    case 'continued':
      return { action: 'leave' }
    case 'running':
    case 'paused':
      return { action: 'follow' }
    default:
      return assertNever(state, 'state of a workflow')
  }
}

function lost(how: string): Decision {
  return { action: 'end', status: 'failed', error: { code: 'job_lost', params: { how } } }
}
