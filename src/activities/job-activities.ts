/** The life of a job and of its items, on the work queue. Everything here is database work and safe to run twice. */
import { activityInfo, sleep } from '@temporalio/activity'
import { v7 as uuidv7 } from 'uuid'
import { CineqoError, errorText, type StoredError } from '../contracts/errors.ts'
import { type ItemKind, type JobType, jobCatalogue, type Phase } from '../contracts/job-types.ts'
import type { PhaseCount } from '../contracts/progress.ts'
import { isFinal, type JobOutcomeStatus, type JobStatus } from '../contracts/statuses.ts'
import { inTransaction } from '../db/client.ts'
import { beginJob } from '../db/queries/begin-job.ts'
import { showChildProgress } from '../db/queries/change-job-counts.ts'
import { countItems } from '../db/queries/count-items.ts'
import { endJob, finishJob } from '../db/queries/end-job.ts'
import { enterJobPhase } from '../db/queries/enter-job-phase.ts'
import { findCharacter } from '../db/queries/find-character.ts'
import { findChildJob } from '../db/queries/find-child-job.ts'
import { findJobForWork } from '../db/queries/find-job-for-work.ts'
import { insertJob } from '../db/queries/insert-job.ts'
import { linkChildJob } from '../db/queries/link-child-job.ts'
import { listItemsToDo } from '../db/queries/list-items-to-do.ts'
import { listLooks } from '../db/queries/list-looks.ts'
import { settleItem } from '../db/queries/settle-item.ts'
import { takeUpJob } from '../db/queries/take-up-job.ts'
import type { JobRow } from '../db/views.ts'
import type { ActivityDependencies, ItemRef, JobRef, RunRef } from './dependencies.ts'
import { countingLosses } from './failures.ts'

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
/** A workflow that works on a job begins it within this time, or it belongs to an earlier start of the job. */
const notBegunAfterMs = 5000
/** Temporal's Web UI shows at most 200 bytes of a summary. */
const summaryCharacters = 60

export function createJobActivities({ database, providersOf }: ActivityDependencies) {
  const { db } = database

  return {
    /** Notes that this run works on the job. Returns how the job has ended when it is not to be worked on. */
    beginJob: (run: RunRef & { isContinued: boolean }): Promise<JobOutcome | null> =>
      countingLosses(async () => {
        const found = await findJobForWork(db, run.jobId)
        const draws = found?.type === 'character_image_generation' || found?.type === 'batch_image_generation'
        if (!found) throw new CineqoError('not_found', { what: 'job' })
        const { analyst, painter } = await providersOf(found)
        const { provider } = draws ? painter : analyst
        if (await beginJob(db, { ...run, runId: thisRunId(), provider })) return null
        return toOutcome(await findJobForWork(db, run.jobId), run)
      }),

    /**
     * The items of one kind that are left, at most `limit`, and how many there are in all. The job enters the phase that they are of. A run
     * that was reset to a point before this takes up its job, in which they may be cancelled.
     */
    listItemsToDo: (request: RunRef & { kind: ItemKind; phase: Phase; limit: number }) =>
      countingLosses(async () => {
        await takeUpJob(db, { ...request, runId: thisRunId() })
        const counts = await countItems(db, request.jobId)
        const count: PhaseCount = counts[request.kind] ?? { total: 0, completed: 0, failed: 0 }
        const items = await listItemsToDo(db, request)
        if (items.length > 0) await enterJobPhase(db, request.jobId, request.phase)
        return { items, count }
      }),

    /** Ends the job by what became of its items and child jobs. */
    finishJob: (run: RunRef): Promise<JobOutcome> =>
      countingLosses(async () => toOutcome(await finishJob(db, { ...run, runId: thisRunId() }), run)),

    /** Ends the job with a status that the workflow has decided. */
    endJob: (end: RunRef & { status: JobOutcomeStatus; error?: StoredError }): Promise<JobOutcome> =>
      countingLosses(async () => toOutcome(await endJob(db, { ...end, runId: thisRunId() }), end)),

    /** Ends an item whose work was done by a child job, or failed outside of its own activity. A finished item stays as it is. */
    settleItem: (end: ItemRef & { status: 'completed' | 'failed'; error?: StoredError }): Promise<void> =>
      countingLosses(async () => {
        await inTransaction(db, (tx) => settleItem(tx, end))
      }),

    /**
     * Stores the job for a part of another, or finds the one stored before. `parentKey` says which part: a phase, a character's id,
     * or this with `/looks`.
     */
    createChildJob: (
      request: JobRef & { type: JobType; parentKey: string; itemId?: string },
    ): Promise<ChildJob | null> =>
      countingLosses(async () => {
        const parent = await findJobForWork(db, request.jobId)
        if (!parent) throw new CineqoError('not_found', { what: 'job' })
        let label = ''
        let input = inputForChild(request.type, parent.input)
        if (request.type === 'character_image_generation') {
          const [characterId = '', part] = request.parentKey.split('/')
          const found = await findCharacter(db, { characterId, projectId: parent.projectId })
          if (!found) throw new CineqoError('not_found', { what: 'character' })
          const { sheet, further } = await listLooks(db, characterId)
          const looks = part === 'looks'
          // A character who has a picture is not drawn, and paid for, again unless somebody asks.
          const isDrawn = looks ? further.every(({ images }) => images.length > 0) : (sheet?.images.length ?? 0) > 0
          const known = await findChildJob(db, { parentId: parent.id, parentKey: request.parentKey })
          if (isDrawn && !known) return null
          label = found.character.name
          input = { characterId, regenerate: false, ...(looks && { looks }) }
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
          summary: `${title.en} ${label}`.trim().slice(0, summaryCharacters),
        }
      }),

    /** Waits until another workflow has ended a job. Null when it is begun by none, so that it is to be started. */
    joinJob: ({ jobId }: JobRef): Promise<JobOutcome | null> =>
      countingLosses(async () => {
        for (let waitedMs = 0; ; waitedMs += joinIntervalMs) {
          const job = await findJobForWork(db, jobId)
          if (job?.status === 'pending' && waitedMs >= notBegunAfterMs) return null
          if (!job || isFinal(job.status)) return toOutcome(job, { jobId })
          await sleep(joinIntervalMs)
        }
      }),
  }
}

function thisRunId(): string {
  return activityInfo().workflowExecution?.runId ?? ''
}

/** How a job has ended, for a start of it. A start that a later one has taken over counts as cancelled. */
function toOutcome(job: JobRow | undefined, { jobId, runs }: JobRef & { runs?: number }): JobOutcome {
  if (!job) throw new CineqoError('not_found', { what: 'job' })
  if (runs !== undefined && job.runs > runs) {
    return { jobId, status: 'cancelled', error: null, message: 'A retry has taken the job over.' }
  }
  if (!isFinal(job.status)) throw new Error(`Job ${jobId} has not ended: ${job.status}.`)
  return { jobId, status: job.status, error: job.error, message: job.error && errorText(job.error, 'en') }
}

/** The settings of a job that concern one of its parts. */
function inputForChild(type: JobType, input: Record<string, unknown>): Record<string, unknown> {
  switch (type) {
    case 'novel_split': {
      const { mode = 'auto', maxEpisodes, minutesPerEpisode } = input
      return {
        mode,
        ...(maxEpisodes !== undefined && { maxEpisodes }),
        ...(minutesPerEpisode !== undefined && { minutesPerEpisode }),
      }
    }
    case 'character_extraction':
      return { images: input.images ?? true, ...(input.looks === true && { looks: true }) }
    default:
      return {}
  }
}
