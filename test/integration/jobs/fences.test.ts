/** What may end, take up and count a job when two of them come at once. On the rows alone: activities do nothing else. */
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { JobType } from '../../../src/contracts/job-types.ts'
import { inTransaction } from '../../../src/db/client.ts'
import { beginItem } from '../../../src/db/queries/begin-item.ts'
import { beginJob } from '../../../src/db/queries/begin-job.ts'
import { deleteJob } from '../../../src/db/queries/delete-job.ts'
import { endJob, finishJob } from '../../../src/db/queries/end-job.ts'
import { localUserId } from '../../../src/db/queries/ensure-local-user.ts'
import { findJobForWork } from '../../../src/db/queries/find-job-for-work.ts'
import { insertItems } from '../../../src/db/queries/insert-items.ts'
import { insertJob } from '../../../src/db/queries/insert-job.ts'
import { listItemsToDo } from '../../../src/db/queries/list-items-to-do.ts'
import { reopenJob } from '../../../src/db/queries/reopen-job.ts'
import { requestCancel } from '../../../src/db/queries/request-cancel.ts'
import { settleItem } from '../../../src/db/queries/settle-item.ts'
import { takeUpJob } from '../../../src/db/queries/take-up-job.ts'
import { openStack, type Stack } from '../../support/stack.ts'

let stack: Stack
let projectId: string

beforeAll(async () => {
  // Nobody may watch: these jobs have no workflows.
  stack = await openStack({ api: false })
  projectId = uuidv7()
  const { sql } = stack.database
  await sql`INSERT INTO "user" (id, name) VALUES (${localUserId}, 'local') ON CONFLICT DO NOTHING`
  await sql`INSERT INTO project (id, user_id, name, language, style, aspect_ratio)
            VALUES (${projectId}, ${localUserId}, 'A', 'zh', '', '3:4')`
})
afterAll(() => stack.close())

const db = () => stack.database.db
const jobOf = async (jobId: string) => {
  const job = await findJobForWork(db(), jobId)
  if (!job) throw new Error('The job is gone.')
  return job
}

async function newJob(part: { type?: JobType; parentId?: string; parentKey?: string } = {}): Promise<string> {
  const { job } = await insertJob(db(), {
    id: uuidv7(),
    userId: localUserId,
    projectId,
    novelId: null,
    type: 'novel_split',
    input: {},
    ...part,
  })
  return job.id
}

const begin = (jobId: string, run: { runs?: number; runId?: string; isContinued?: boolean } = {}) =>
  beginJob(db(), { jobId, runs: 1, runId: 'first', isContinued: false, provider: 'offline', ...run })
const retry = (jobId: string) => reopenJob(db(), { jobId, userId: localUserId })

async function withWindows(jobId: string, count: number): Promise<string[]> {
  const items = Array.from({ length: count }, (_, number) => ({ kind: 'window' as const, key: `${number}`, number }))
  await inTransaction(db(), (tx) => insertItems(tx, { jobId, phase: 'divide', items }))
  return (await listItemsToDo(db(), { jobId, kind: 'window', limit: count })).map(({ itemId }) => itemId)
}

const fail = (itemId: string) =>
  inTransaction(db(), (tx) =>
    settleItem(tx, { itemId, status: 'failed', error: { code: 'item_failed', params: { detail: 'x' } } }),
  )

describe('a start of a job', () => {
  test('that is over can not end the one that a retry has begun', async () => {
    const jobId = await newJob()
    await begin(jobId)
    await endJob(db(), { jobId, status: 'failed', runs: 1, runId: 'first' })
    await retry(jobId)
    await endJob(db(), { jobId, status: 'failed', runs: 1, runId: 'first' })
    await finishJob(db(), { jobId, runs: 1, runId: 'first' })
    expect(await begin(jobId)).toBeNull()
    expect(await jobOf(jobId)).toMatchObject({ status: 'pending', runs: 2 })
    expect(await begin(jobId, { runs: 2, runId: 'second' })).toMatchObject({ status: 'processing', runId: 'second' })
  })

  test('whose workflow comes late does not take up a job that was cancelled meanwhile', async () => {
    const jobId = await newJob()
    await endJob(db(), { jobId, status: 'cancelled', runs: 1, whilePending: true })
    expect(await begin(jobId)).toBeNull()
    expect((await jobOf(jobId)).status).toBe('cancelled')
  })

  test('ends as cancelled when that was asked for before its workflow began', async () => {
    const jobId = await newJob()
    await requestCancel(db(), { jobId, userId: localUserId })
    expect(await begin(jobId)).toBeNull()
    expect((await jobOf(jobId)).status).toBe('cancelled')
  })

  test('is not ended by a cancel that found no workflow, once a worker has begun it', async () => {
    const jobId = await newJob()
    await begin(jobId)
    await endJob(db(), { jobId, status: 'cancelled', runs: 1, whilePending: true })
    expect((await jobOf(jobId)).status).toBe('processing')
  })
})

describe('a reset', () => {
  test('of an ended job takes up what failed, and its end counts', async () => {
    const jobId = await newJob()
    await begin(jobId)
    const [one = '', two = ''] = await withWindows(jobId, 2)
    await fail(one)
    await inTransaction(db(), (tx) => settleItem(tx, { itemId: two, status: 'completed' }))
    await finishJob(db(), { jobId, runs: 1, runId: 'first' })
    expect(await takeUpJob(db(), { jobId, runs: 1, runId: 'first' }), 'the run that ended it').toBe(false)
    await begin(jobId, { runId: 'reset' })
    expect(await listItemsToDo(db(), { jobId, kind: 'window', limit: 9 })).toMatchObject([{ itemId: one }])
    expect((await jobOf(jobId)).phases.divide).toEqual({ total: 2, completed: 1, failed: 0 })
    await inTransaction(db(), (tx) => settleItem(tx, { itemId: one, status: 'completed' }))
    await finishJob(db(), { jobId, runs: 1, runId: 'reset' })
    expect(await jobOf(jobId)).toMatchObject({ status: 'completed', error: null, progress: 100 })
  })

  test('to a point after the beginning decides anew how the job ends', async () => {
    const jobId = await newJob()
    await begin(jobId)
    await endJob(db(), { jobId, status: 'cancelled', runs: 1, runId: 'first' })
    await finishJob(db(), { jobId, runs: 1, runId: 'reset' })
    expect((await jobOf(jobId)).status).toBe('completed')
  })
})

describe('an item', () => {
  test('that was given up is counted once, also when its activity is repeated because the answer got lost', async () => {
    const jobId = await newJob()
    await begin(jobId)
    const [itemId = ''] = await withWindows(jobId, 2)
    await beginItem(db(), { itemId, runId: 'first', attempt: 1 })
    await fail(itemId)
    const repeated = await beginItem(db(), { itemId, runId: 'first', attempt: 2 })
    expect(repeated).toMatchObject({ isWanted: false, item: { status: 'failed' } })
    expect((await jobOf(jobId)).phases.divide).toEqual({ total: 2, completed: 0, failed: 1 })
    const reset = await beginItem(db(), { itemId, runId: 'reset', attempt: 1 })
    expect(reset).toMatchObject({ isWanted: true, item: { status: 'processing', failures: {} } })
    expect((await jobOf(jobId)).phases.divide).toEqual({ total: 2, completed: 0, failed: 0 })
  })

  test('of a job that has ended is not worked on, and none stays in processing', async () => {
    const jobId = await newJob()
    await begin(jobId)
    const [itemId = ''] = await withWindows(jobId, 1)
    await beginItem(db(), { itemId, runId: 'first', attempt: 1 })
    await endJob(db(), { jobId, status: 'failed', runs: 1 })
    expect(await beginItem(db(), { itemId, runId: 'first', attempt: 2 })).toMatchObject({ isWanted: false })
    const [item] = await stack.database.sql`SELECT status FROM job_item WHERE id = ${itemId}`
    expect(item?.status).toBe('pending')
  })
})

test('parts that a retry has reopened end with the whole when it is cancelled before it comes to them', async () => {
  const wholeId = await newJob({ type: 'adaptation' })
  await begin(wholeId)
  const partId = await newJob({ type: 'character_extraction', parentId: wholeId, parentKey: 'cast' })
  await begin(partId, { runId: 'part' })
  const pictureId = await newJob({ type: 'character_image_generation', parentId: partId, parentKey: 'someone' })
  for (const jobId of [pictureId, partId, wholeId]) await endJob(db(), { jobId, status: 'failed' })
  await retry(wholeId)
  expect((await jobOf(pictureId)).status).toBe('pending')
  await begin(wholeId, { runs: 2, runId: 'second' })
  await endJob(db(), { jobId: wholeId, status: 'cancelled', runs: 2, runId: 'second' })
  expect([(await jobOf(partId)).status, (await jobOf(pictureId)).status]).toEqual(['cancelled', 'cancelled'])
})

test('retries, ends and deletions of a whole and its parts never wait for each other in a circle', async () => {
  const round = async () => {
    const wholeId = await newJob({ type: 'adaptation' })
    await begin(wholeId)
    const partId = await newJob({ parentId: wholeId, parentKey: 'split' })
    await begin(partId, { runId: 'part' })
    const items = await withWindows(partId, 8)
    await endJob(db(), { jobId: wholeId, status: 'failed' })
    const settle = (itemId: string) =>
      inTransaction(db(), (tx) => settleItem(tx, { itemId, status: 'completed', result: [] }))
    return Promise.allSettled([
      ...items.slice(0, 4).map(settle),
      retry(wholeId),
      endJob(db(), { jobId: partId, status: 'cancelled' }),
      ...items.slice(4).map(settle),
      deleteJob(db(), { jobId: wholeId, userId: localUserId }),
      retry(wholeId),
    ])
  }
  const results = (await Promise.all(Array.from({ length: 25 }, round))).flat()
  const reasons = results.flatMap((result) =>
    result.status === 'rejected' ? [String(result.reason.cause ?? result.reason)] : [],
  )
  expect(reasons.filter((reason) => /deadlock/i.test(reason))).toEqual([])
})
