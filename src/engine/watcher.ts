/**
 * Keeps the rows of jobs true to their workflows, whatever happened to the processes between them. One watcher works in a deployment; whoever
 * creates it takes care of that.
 *
 * Every two seconds it asks Temporal what started or closed. Rows are read only while some job is live or was just stored, and only those
 * are described whose workflow is not known to run. At the start and every minute all running workflows are compared.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { StoredError } from '../contracts/errors.ts'
import type { Waiting } from '../contracts/job.ts'
import { jobOfWorkflow } from '../contracts/job-types.ts'
import type { JobOutcomeStatus } from '../contracts/statuses.ts'
import { cancelJobWorkflow, terminateWorkflow } from './cancel-job-workflow.ts'
import type { EngineConnection } from './connection.ts'
import { type ListedWorkflow, listChangedWorkflows, listRunningWorkflows } from './list-workflows.ts'
import { decide, startGraceMs, type WatchedJob } from './watch-decision.ts'
import type { WorkerWatch } from './worker-presence.ts'
import { describeWorkflow, type WorkflowView } from './workflow-view.ts'

/** What the watcher reads and writes. Each method is one query or one call. */
export interface JobBook {
  listLive(): Promise<WatchedJob[]>
  start(jobId: string): Promise<void>
  /** Ends a job with its parts that were not started, unless it was taken up again since it was listed. */
  end(job: WatchedJob, status: JobOutcomeStatus, error?: StoredError): Promise<void>
  /** Ends a job by what became of its items. */
  finish(job: WatchedJob): Promise<void>
  /** Takes up an ended job whose workflow runs again. Returns whether there was such a job. */
  takeUp(run: { jobId: string; runs: number; runId: string }): Promise<boolean>
  /** Tells the workflows of jobs that wait for a budget that the money is there, where it is. */
  tellFunded(): Promise<void>
  /** Ended jobs whose requests to providers are open, and nobody works on them. */
  listUnsettled(): Promise<string[]>
  /** Has the open requests of an ended job settled. */
  settle(jobId: string): Promise<void>
  /** Sets why jobs wait, or with null takes away that no worker runs. Jobs that have ended or wait for something else stay as they are. */
  setWaiting(jobIds: string[], waiting: Waiting | null): Promise<void>
}

interface WatcherLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
}

interface Watcher {
  /** Watches until the signal aborts. Never throws. */
  run(signal: AbortSignal): Promise<void>
  /** Says that a row was stored or changed; with null, that any may have. */
  noteChange(jobId: string | null): void
}

const intervalMs = 2000
/** Visibility lags, and clocks differ: each look goes back so far behind the one before. */
const overlapMs = 10_000
const fullComparisonMs = 60_000
/** Descriptions under way at one time. */
const describeLanes = 10
/** Jobs looked at closely in one round; the rest follows in the next. */
const mostDescribed = 200
/** A worker that lives takes up a waiting job at once; after so long without one that asked meanwhile, none runs. */
const noWorkerAfterMs = 5000

export function createWatcher(options: {
  engine: EngineConnection
  workers: WorkerWatch
  book: JobBook
  log: WatcherLog
}): Watcher {
  const { engine, workers, book, log } = options
  /** Workflows known to run, with their runs. */
  let running = new Map<string, string>()
  /** Those of them that were not known before. A workflow that runs although its job has ended was reset. */
  let newRuns = new Map<string, string>()
  /** Starts of jobs that were told to cancel. */
  const cancelled = new Set<string>()
  /** Ended jobs whose requests are being settled, since the last full comparison. */
  const settling = new Set<string>()
  let rowsChanged = true
  let liveRows = 0
  let lookedAt = 0
  let comparedAt = 0
  let silentSince: number | undefined

  async function round(): Promise<void> {
    const now = Date.now()
    const isFull = now - comparedAt >= fullComparisonMs
    if (isFull) {
      const all = await listRunningWorkflows(engine)
      for (const { workflowId, runId } of all) noteRun(workflowId, runId)
      running = new Map(all.map(({ workflowId, runId }) => [workflowId, runId]))
      comparedAt = now
      settling.clear()
      rowsChanged ||= all.length > 0
    } else {
      apply(await listChangedWorkflows(engine, new Date(lookedAt - overlapMs)))
    }
    lookedAt = now
    const isQuiet = !rowsChanged && liveRows === 0 && newRuns.size === 0
    if (isFull || !isQuiet) await settleRequests()
    if (isQuiet) return
    rowsChanged = false
    try {
      const jobs = await book.listLive()
      liveRows = jobs.length
      await compare(jobs)
      await takeUpResets(jobs)
      if (jobs.some(({ waitingReason }) => waitingReason === 'budget')) await book.tellFunded()
    } catch (error) {
      rowsChanged = true
      throw error
    }
  }

  async function settleRequests(): Promise<void> {
    for (const jobId of await book.listUnsettled()) {
      if (settling.has(jobId)) continue
      settling.add(jobId)
      await book.settle(jobId)
    }
  }

  /** Takes over what visibility says: the newest run of each workflow counts. */
  function apply(listed: ListedWorkflow[]): void {
    const newest = new Map<string, ListedWorkflow>()
    for (const workflow of listed) {
      const known = newest.get(workflow.workflowId)
      const isNewer = !known || workflow.startedAt > known.startedAt || workflow.state === 'running'
      if (isNewer && known?.state !== 'running') newest.set(workflow.workflowId, workflow)
    }
    for (const { workflowId, runId, state } of newest.values()) {
      if (state === 'running') {
        noteRun(workflowId, runId)
        running.set(workflowId, runId)
      } else if (running.get(workflowId) === runId || state !== 'continued') running.delete(workflowId)
    }
  }

  function noteRun(workflowId: string, runId: string): void {
    if (running.get(workflowId) !== runId) newRuns.set(workflowId, runId)
  }

  /** Takes up ended jobs whose workflows were reset. Visibility lags, so Temporal is asked whether the run is still there. */
  async function takeUpResets(jobs: WatchedJob[]): Promise<void> {
    const live = new Set(jobs.map(({ workflowId }) => workflowId))
    const seen = newRuns
    newRuns = new Map()
    await inLanes([...seen.keys()], async (workflowId) => {
      const ref = jobOfWorkflow(workflowId)
      if (live.has(workflowId) || !ref) return
      const workflow = await describeWorkflow(engine, ref)
      if (workflow?.state !== 'running') return
      const { jobId } = ref
      if (!(await book.takeUp({ jobId, runs: workflow.runs ?? 1, runId: workflow.runId }))) return
      log.info({ jobId }, 'an ended job is taken up again: its workflow was reset')
      rowsChanged = true
    })
  }

  async function compare(jobs: WatchedJob[]): Promise<void> {
    const doubtful = jobs.filter(
      (job) =>
        !running.has(job.workflowId) ||
        (job.cancelRequested && !cancelled.has(startOf(job))) ||
        (job.status === 'pending' && job.ageMs > noWorkerAfterMs),
    )
    const unclaimed: { job: WatchedJob; since: Date }[] = []
    await inLanes(doubtful.slice(0, mostDescribed), async (job) => {
      if (!running.has(job.workflowId) && job.ageMs < startGraceMs && job.status === 'pending') return
      const workflow = await describeWorkflow(engine, { type: job.type, jobId: job.id })
      if (workflow?.unclaimedSince && job.status === 'pending') unclaimed.push({ job, since: workflow.unclaimedSince })
      await act(job, workflow)
    })
    await noteWorkers(jobs, unclaimed)
    const live = new Set(jobs.map(startOf))
    for (const id of cancelled) if (!live.has(id)) cancelled.delete(id)
  }

  async function act(job: WatchedJob, workflow: WorkflowView | null): Promise<void> {
    const decision = decide(job, workflow)
    switch (decision.action) {
      case 'leave':
        return
      case 'follow':
        if (workflow) running.set(job.workflowId, workflow.runId)
        if (job.cancelRequested && !cancelled.has(startOf(job))) {
          await cancelJobWorkflow(engine, { type: job.type, jobId: job.id })
          cancelled.add(startOf(job))
        }
        return
      case 'start':
        log.info({ jobId: job.id, runs: job.runs }, 'starting the workflow of a job that has none')
        await book.start(job.id)
        return
      case 'finish':
        running.delete(job.workflowId)
        await book.finish(job)
        return
      case 'end':
        log.info(
          { jobId: job.id, state: workflow?.state ?? 'gone', status: decision.status },
          'ending a job whose workflow is gone',
        )
        running.delete(job.workflowId)
        await book.end(job, decision.status, decision.error)
        return
    }
  }

  /** Says of pending jobs that no worker runs, and takes it back when one asks for work. */
  async function noteWorkers(jobs: WatchedJob[], unclaimed: { job: WatchedJob; since: Date }[]): Promise<void> {
    const marked = jobs.filter(({ waitingReason }) => waitingReason === 'no_worker')
    const late = unclaimed.filter(({ since }) => Date.now() - since.getTime() > noWorkerAfterMs)
    if (marked.length === 0 && late.length === 0) return
    const { lastPollAt } = await workers.look()
    const left = late.filter(({ since }) => !lastPollAt || lastPollAt < since)
    for (const { job } of left) if (job.cancelRequested) await terminateUnclaimed(job)
    const nobodyCame = left.map(({ job }) => job.id)
    const toMark = nobodyCame.filter((id) => !marked.some((job) => job.id === id))
    if (toMark.length > 0) {
      const detail = 'No worker is running. Start one with: npm run worker:dev'
      await book.setWaiting(toMark, { reason: 'no_worker', until: null, detail })
    }
    const stillLate = new Set(nobodyCame)
    const toClear = marked.filter(({ id }) => lastPollAt && !stillLate.has(id)).map(({ id }) => id)
    if (toClear.length > 0) await book.setWaiting(toClear, null)
  }

  /** A workflow that no worker took up can't hear that it is cancelled. Nothing has been done yet, so nothing is lost by ending it. */
  async function terminateUnclaimed(job: WatchedJob): Promise<void> {
    running.delete(job.workflowId)
    await terminateWorkflow(engine, { type: job.type, jobId: job.id }, 'Cancelled before a worker took it up')
  }

  return {
    async run(signal) {
      comparedAt = 0
      rowsChanged = true
      while (!signal.aborted) {
        try {
          await round()
          if (silentSince !== undefined) log.info({ ms: Date.now() - silentSince }, 'the watcher works again')
          silentSince = undefined
        } catch (error) {
          if (signal.aborted) return
          if (silentSince === undefined) log.warn({ err: error }, 'the watcher can not look; trying again')
          silentSince ??= Date.now()
          comparedAt = 0
        }
        await sleep(intervalMs, undefined, { signal }).catch(() => {})
      }
    },
    noteChange() {
      rowsChanged = true
    },
  }
}

function startOf({ id, runs }: WatchedJob): string {
  return `${id}/${runs}`
}

async function inLanes<Item>(items: Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const queue = items.values()
  const lane = async () => {
    for (const item of queue) await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(describeLanes, items.length) }, lane))
}
