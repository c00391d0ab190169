/** Starting, retrying and cancelling jobs: the row first, then the workflow. What Temporal can't be told at once, the watcher tells it. */
import { isDeepStrictEqual } from 'node:util'
import { v7 as uuidv7 } from 'uuid'
import type { z } from 'zod'
import { CineqoError } from '../contracts/errors.ts'
import type { Job } from '../contracts/job.ts'
import { type JobInputs, jobInputSchemas, type startJobRequestSchema } from '../contracts/job-inputs.ts'
import type { JobType } from '../contracts/job-types.ts'
import { isLive } from '../contracts/statuses.ts'
import { type DatabaseTransaction, inTransaction } from '../db/client.ts'
import { endJob } from '../db/queries/end-job.ts'
import { findIdempotentJob } from '../db/queries/find-idempotent-job.ts'
import { findLiveJob } from '../db/queries/find-live-job.ts'
import { getJob } from '../db/queries/get-job.ts'
import { getSpending } from '../db/queries/get-spending.ts'
import { insertJob } from '../db/queries/insert-job.ts'
import { listCharacterNames } from '../db/queries/list-character-names.ts'
import { listLooks } from '../db/queries/list-looks.ts'
import { type LockedProject, lockProject } from '../db/queries/lock-project.ts'
import { reopenJob } from '../db/queries/reopen-job.ts'
import { requestCancel } from '../db/queries/request-cancel.ts'
import { setBudget } from '../db/queries/set-budget.ts'
import { type JobRow, toJob } from '../db/views.ts'
import { cancelJobWorkflow } from '../engine/cancel-job-workflow.ts'
import { startJobWorkflow } from '../engine/start-job-workflow.ts'
import type { ApiContext } from './context.ts'
import { parseRequest } from './requests.ts'
import { unpricedModel } from './unpriced-model.ts'

type StartRequest = z.output<typeof startJobRequestSchema>

/** How long a caller waits for Temporal before the watcher takes over. */
const temporalDeadlineMs = 2000

/** Jobs that would write the same thing: none of these may be live in the project when one of the type is started. */
const exclusiveWith: Partial<Record<JobType, JobType[]>> = {
  adaptation: ['adaptation', 'novel_split', 'character_extraction'],
  novel_split: ['adaptation', 'novel_split'],
  character_extraction: ['adaptation', 'character_extraction'],
}
/** Jobs that draw characters: of these, no two may be live that draw the same one. */
const drawing: JobType[] = ['character_image_generation', 'batch_image_generation']

/**
 * Stores a job and starts its workflow. The same idempotency key with the same request gives the job of before. Throws `not_found`,
 * `invalid_request`, `novel_missing`, `sheet_required`, `episodes_required`, `novel_too_few_paragraphs`, `job_running_already`,
 * `idempotency_key_reused`, and `price_unknown` when there is a budget that could not be kept.
 */
export async function startJob(
  context: ApiContext,
  order: { userId: string; request: StartRequest; idempotencyKey?: string | undefined },
): Promise<Job> {
  const { userId, idempotencyKey } = order
  const { type, projectId, budgetUsd } = order.request
  const input = parseRequest(jobInputSchemas[type], order.request.input, 'body', 'input')
  const unpriced = await unpricedModel(context, { userId, projectId, type, input })
  const stored = await inTransaction(context.database.db, async (tx) => {
    const findKnown = async () => {
      const known = idempotencyKey && (await findIdempotentJob(tx, { userId, idempotencyKey }))
      return known && { job: sameRequest(known, type, projectId, input), projectName: '', created: false }
    }
    const known = await findKnown()
    if (known) return known
    const project = await lockProject(tx, { projectId, userId })
    // The same request may have been stored while this one waited for the project.
    const knownMeanwhile = await findKnown()
    if (knownMeanwhile) return knownMeanwhile
    const subject = await checkInput(tx, { type, input, project, userId })
    const isLimited =
      budgetUsd !== undefined || (await getSpending(tx, { subjectId: projectId, userId })).budgetUsd !== null
    if (isLimited && unpriced !== null) throw new CineqoError('price_unknown', { model: unpriced })
    await refuseDouble(tx, { type, input, projectId, userId })
    const { job, created } = await insertJob(tx, {
      id: uuidv7(),
      userId,
      projectId,
      type,
      input: { ...input },
      ...subject,
      ...(idempotencyKey && { idempotencyKey }),
    })
    if (!created) sameRequest(job, type, projectId, input)
    else if (budgetUsd !== undefined) await setBudget(tx, { subjectId: job.id, userId, budgetUsd })
    return { job, projectName: project.name, created }
  })
  if (!stored.created) return getJob(context.database.db, { jobId: stored.job.id, userId })
  await tellTemporal(context, stored.job, stored.projectName)
  return toJob(stored.job, stored.projectName)
}

function sameRequest(job: JobRow, type: JobType, projectId: string, input: unknown): JobRow {
  // Stored as JSON, so compared as JSON: a member that is undefined is one that is not there.
  const isSame =
    job.type === type && job.projectId === projectId && isDeepStrictEqual(job.input, JSON.parse(JSON.stringify(input)))
  if (!isSame) throw new CineqoError('idempotency_key_reused')
  return job
}

/** Checks an input against the project it is for, and says what the job is about. */
async function checkInput(
  tx: DatabaseTransaction,
  order: { type: JobType; input: JobInputs[JobType]; project: LockedProject; userId: string },
): Promise<{ novelId: string | null; label: string }> {
  const { input, project, userId } = order
  if ('characterId' in input || 'characterIds' in input) {
    const wanted = [...new Set('characterId' in input ? [input.characterId] : input.characterIds)]
    const found = await listCharacterNames(tx, { characterIds: wanted, projectId: project.id, userId })
    const [first] = found
    if (!first || found.length < wanted.length) throw new CineqoError('not_found', { what: 'character' })
    if ('lookId' in input || 'looks' in input) await refuseWithoutSheet(tx, input, first)
    return { novelId: first.novelId, label: 'characterId' in input ? first.name : '' }
  }
  if (!project.novel) throw new CineqoError('novel_missing')
  if ('mode' in input && input.mode === 'count') {
    if (input.maxEpisodes === undefined) throw new CineqoError('episodes_required')
    const { paragraphs } = project.novel
    if (input.maxEpisodes > paragraphs) {
      throw new CineqoError('novel_too_few_paragraphs', { paragraphs, episodes: input.maxEpisodes })
    }
  }
  return { novelId: project.novel.id, label: '' }
}

/** Further looks are made from the picture of the character sheet. */
async function refuseWithoutSheet(
  tx: DatabaseTransaction,
  { lookId, looks }: { lookId?: string | undefined; looks: boolean },
  character: { id: string; name: string },
): Promise<void> {
  if (!lookId && !looks) return
  const { sheet, further } = await listLooks(tx, character.id)
  if (lookId && !further.some(({ id }) => id === lookId)) throw new CineqoError('not_found', { what: 'look' })
  if (!sheet || sheet.images.length === 0) throw new CineqoError('sheet_required', { name: character.name })
}

async function refuseDouble(
  tx: DatabaseTransaction,
  order: { type: JobType; input: JobInputs[JobType]; projectId: string; userId: string },
): Promise<void> {
  const { type, input, ...ids } = order
  const characterIds =
    'characterId' in input ? [input.characterId] : 'characterIds' in input ? input.characterIds : undefined
  const types = characterIds ? drawing : exclusiveWith[type]
  const jobId = types && (await findLiveJob(tx, { ...ids, types, characterIds }))
  if (jobId) throw new CineqoError('job_running_already', { jobId })
}

/**
 * Takes an ended job up again: what failed or was cancelled, in the same job. Throws `not_found`, `job_not_retryable`, and `job_of_parent`
 * for a part of a job that still runs.
 */
export async function retryJob(context: ApiContext, ids: { jobId: string; userId: string }): Promise<Job> {
  const { db } = context.database
  const before = await getJob(db, ids)
  if (before.parentId) {
    const parent = await getJob(db, { jobId: before.parentId, userId: ids.userId })
    if (isLive(parent.status)) throw new CineqoError('job_of_parent', { parentId: parent.id })
  }
  const job = await reopenJob(db, ids)
  await tellTemporal(context, job, before.projectName)
  return toJob(job, before.projectName)
}

async function tellTemporal(context: ApiContext, job: JobRow, projectName: string): Promise<void> {
  try {
    await startJobWorkflow(context.engine, workflowStartOf(job, projectName), temporalDeadlineMs)
  } catch (error) {
    context.logger.warn({ jobId: job.id, err: error }, 'the workflow was not started; the watcher will start it')
  }
}

/** What the workflow of a job is started with. */
export function workflowStartOf(
  job: Pick<JobRow, 'id' | 'type' | 'projectId' | 'userId' | 'runs' | 'label'>,
  projectName: string,
) {
  return {
    type: job.type,
    jobId: job.id,
    projectId: job.projectId,
    userId: job.userId,
    runs: job.runs,
    title: [projectName, job.label].filter(Boolean).join(' · '),
  }
}

/**
 * Asks a job to stop. One that has ended stays as it is, which is no error: it may have ended while the person reached for the button. A job
 * without a workflow is cancelled at once. Throws `not_found`.
 */
export async function cancelJob(
  context: ApiContext,
  ids: { jobId: string; userId: string },
): Promise<{ job: Job; accepted: boolean }> {
  const { db } = context.database
  const job = await getJob(db, ids)
  if (!isLive(job.status)) return { job, accepted: false }
  await requestCancel(db, ids)
  try {
    const outcome = await cancelJobWorkflow(context.engine, { type: job.type, jobId: job.id }, temporalDeadlineMs)
    if (outcome === 'not_running' && job.status === 'pending' && !job.parentId) {
      await endJob(db, { jobId: job.id, status: 'cancelled', runs: job.runs, whilePending: true })
    }
  } catch (error) {
    context.logger.warn({ jobId: job.id, err: error }, 'Temporal was not told to cancel; the watcher will tell it')
  }
  return { job: await getJob(db, ids), accepted: true }
}
