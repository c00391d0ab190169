/** The life of a job and of its items, on the work queue. Everything here is database work and safe to run twice. */
import { activityInfo, sleep } from '@temporalio/activity'
import { v7 as uuidv7 } from 'uuid'
import { CineqoError, errorText, type StoredError } from '../contracts/errors.ts'
import { type ItemKind, type JobType, jobCatalogue } from '../contracts/job-types.ts'
import type { PhaseCount } from '../contracts/progress.ts'
import { isFinal, type JobOutcomeStatus, type JobStatus } from '../contracts/statuses.ts'
import { inTransaction } from '../db/client.ts'
import { beginJob } from '../db/queries/begin-job.ts'
import { showChildProgress } from '../db/queries/change-job-counts.ts'
import { countItems } from '../db/queries/count-items.ts'
import { endJob, finishJob } from '../db/queries/end-job.ts'
import { findCharacter } from '../db/queries/find-character.ts'
import { findChildJob } from '../db/queries/find-child-job.ts'
import { findJobForWork } from '../db/queries/find-job-for-work.ts'
import { insertJob } from '../db/queries/insert-job.ts'
import { linkChildJob } from '../db/queries/link-child-job.ts'
import { listItemsToDo } from '../db/queries/list-items-to-do.ts'
import { settleItem } from '../db/queries/settle-item.ts'
import type { ActivityDependencies, ItemRef, JobRef } from './dependencies.ts'
import { mappingErrors } from './failures.ts'

/** How a job ended, as its workflow and its parent's workflow hear of it. */
export interface JobOutcome {
  jobId: string
  status: JobOutcomeStatus
  error: StoredError | null
  /** The error in words, for Temporal's Web UI. */
  message: string | null
}

/** A part of a job that is a job of its own. */
export interface ChildJob {
  jobId: string
  type: JobType
  status: JobStatus
  /** Which start of the job this is, from 1. */
  runs: number
  /** For Temporal's Web UI. */
  summary: string
}

/** How often a joined job is looked at. Only a reset parent joins, so this is no steady load. */
const joinIntervalMs = 1000
/** Temporal's Web UI shows at most 200 bytes of a summary. */
const summaryCharacters = 60

export function createJobActivities({ database, analyst, painter }: ActivityDependencies) {
  const { db } = database

  const toOutcome = (
    job: { id: string; status: JobStatus; error: StoredError | null } | undefined,
    jobId: string,
  ): JobOutcome => {
    if (!job) throw new CineqoError('not_found', { what: 'job' })
    if (!isFinal(job.status)) throw new Error(`Job ${jobId} has not ended: ${job.status}.`)
    return {
      jobId: job.id,
      status: job.status,
      error: job.error,
      message: job.error && errorText(job.error, 'en'),
    }
  }

  return {
    /** Notes that this run works on the job. */
    beginJob: ({ jobId }: JobRef) =>
      mappingErrors(async () => {
        const runId = activityInfo().workflowExecution?.runId ?? ''
        const begun = await findJobForWork(db, jobId)
        const draws = begun?.type === 'character_image_generation' || begun?.type === 'batch_image_generation'
        await beginJob(db, { jobId, runId, provider: draws ? painter.provider : analyst.provider })
      }),

    /** The items of one kind that are left, at most `limit`, and how many there are in all. */
    listItemsToDo: (request: JobRef & { kind: ItemKind; limit: number }) =>
      mappingErrors(async () => {
        const counts = await countItems(db, request.jobId)
        const count: PhaseCount = counts[request.kind] ?? { total: 0, completed: 0, failed: 0 }
        return { items: await listItemsToDo(db, request), count }
      }),

    /** Ends the job by what became of its items and child jobs. */
    finishJob: ({ jobId }: JobRef): Promise<JobOutcome> =>
      mappingErrors(async () => toOutcome(await finishJob(db, jobId), jobId)),

    /** Ends the job with a status that the workflow has decided. */
    endJob: (end: JobRef & { status: JobOutcomeStatus; error?: StoredError }): Promise<JobOutcome> =>
      mappingErrors(async () => toOutcome(await endJob(db, end), end.jobId)),

    /** Ends an item whose work was done by a child job, or failed outside of its own activity. A finished item stays as it is. */
    settleItem: (end: ItemRef & { status: 'completed' | 'failed'; error?: StoredError }): Promise<void> =>
      mappingErrors(async () => {
        await inTransaction(db, (tx) => settleItem(tx, end))
      }),

    /** Stores the job for a part of another, or finds the one stored before. `parentKey` says which part: a phase, or a character's id. */
    createChildJob: (
      request: JobRef & { type: JobType; parentKey: string; itemId?: string },
    ): Promise<ChildJob | null> =>
      mappingErrors(async () => {
        const parent = await findJobForWork(db, request.jobId)
        if (!parent) throw new CineqoError('not_found', { what: 'job' })
        let label = ''
        let input = inputForChild(request.type, parent.input)
        if (request.type === 'character_image_generation') {
          const found = await findCharacter(db, { characterId: request.parentKey, projectId: parent.projectId })
          if (!found) throw new CineqoError('not_found', { what: 'character' })
          // A character who has a picture is not drawn, and paid for, again unless somebody asks.
          const known = await findChildJob(db, { parentId: parent.id, parentKey: request.parentKey })
          if (found.imageCount > 0 && !known) return null
          label = found.character.name
          input = { characterId: found.character.id, regenerate: false }
        }
        const job = await inTransaction(db, async (tx) => {
          const { job } = await insertJob(tx, {
            id: uuidv7(),
            userId: parent.userId,
            projectId: parent.projectId,
            novelId: parent.novelId,
            type: request.type,
            input,
            label,
            parentId: parent.id,
            parentKey: request.parentKey,
          })
          if (request.itemId) await linkChildJob(tx, request.itemId, job.id)
          await showChildProgress(tx, job)
          return job
        })
        const title = jobCatalogue[job.type].title
        return {
          jobId: job.id,
          type: job.type,
          status: job.status,
          runs: job.runs,
          summary: `${title.en} ${label}`.slice(0, summaryCharacters),
        }
      }),

    /** Waits until another workflow has ended a job. */
    joinJob: ({ jobId }: JobRef): Promise<JobOutcome> =>
      mappingErrors(async () => {
        for (;;) {
          const job = await findJobForWork(db, jobId)
          if (!job || isFinal(job.status)) return toOutcome(job, jobId)
          await sleep(joinIntervalMs)
        }
      }),
  }
}

/** The settings of a job that concern one of its parts. */
function inputForChild(type: JobType, input: Record<string, unknown>): Record<string, unknown> {
  switch (type) {
    case 'novel_split':
      return { mode: input.mode ?? 'auto', ...(input.maxEpisodes !== undefined && { maxEpisodes: input.maxEpisodes }) }
    case 'character_extraction':
      return { images: input.images ?? true }
    default:
      return {}
  }
}
