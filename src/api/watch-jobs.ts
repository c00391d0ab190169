/** Lets one process of the deployment watch the jobs, with the database as its book. */
import { holdLock } from '../db/hold-lock.ts'
import { endJob, finishJob } from '../db/queries/end-job.ts'
import { findJobForWork } from '../db/queries/find-job-for-work.ts'
import { getJob } from '../db/queries/get-job.ts'
import { listFundedJobs } from '../db/queries/list-funded-jobs.ts'
import { listLiveJobs } from '../db/queries/list-live-jobs.ts'
import { listJobsWithOpenRequests } from '../db/queries/list-open-requests.ts'
import { setNoWorker } from '../db/queries/set-no-worker.ts'
import { takeUpJob } from '../db/queries/take-up-job.ts'
import { startJobWorkflow } from '../engine/start-job-workflow.ts'
import { startSettling } from '../engine/start-settling.ts'
import { createWatcher, type JobBook } from '../engine/watcher.ts'
import { tellBudgetChanged } from './budgets.ts'
import type { ApiContext } from './context.ts'
import { workflowStartOf } from './start-job.ts'

/** Any constant: the process that holds this advisory lock is the one that watches. */
const watcherLock = 0x63696e66

/** Watches while this process holds the lock, until the signal aborts. Never throws. */
export async function watchJobs(context: ApiContext, signal: AbortSignal): Promise<void> {
  const { database, engine, workers, hub, logger } = context
  const watcher = createWatcher({ engine, workers, book: jobBook(context), log: logger })
  hub.onJobChange((jobId) => watcher.noteChange(jobId))
  await holdLock(
    database,
    watcherLock,
    async (held) => {
      logger.info('this process watches the jobs')
      await watcher.run(held)
    },
    signal,
  )
}

function jobBook(context: ApiContext): JobBook {
  const { engine } = context
  const { db } = context.database
  return {
    listLive: () => listLiveJobs(db),
    async start(jobId) {
      const job = await findJobForWork(db, jobId)
      if (job?.status !== 'pending') return
      const { projectName } = await getJob(db, { jobId, userId: job.userId })
      await startJobWorkflow(engine, workflowStartOf(job, projectName))
    },
    end: async (job, status, error) => {
      await endJob(db, { jobId: job.id, runs: job.runs, status, error })
    },
    finish: async (job) => {
      await finishJob(db, { jobId: job.id, runs: job.runs })
    },
    listUnsettled: () => listJobsWithOpenRequests(db),
    settle: (jobId) => startSettling(engine, jobId),
    takeUp: (run) => takeUpJob(db, run),
    tellFunded: async () => tellBudgetChanged(context, await listFundedJobs(db)),
    setWaiting: (jobIds, waiting) => setNoWorker(db, jobIds, waiting),
  }
}
