import { randomUUID } from 'node:crypto'
import type { Client, Connection } from '@temporalio/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isFinal } from '../../../src/contracts/statuses.ts'
import { createProject, ended, expectTiling, getJob, startJob } from '../../support/jobs.ts'
import { zhNovel } from '../../support/novels.ts'
import { startTestWorker, type TestProcess } from '../../support/processes.ts'
import { openStack, type Stack, until } from '../../support/stack.ts'
import { connectTemporal } from '../../support/temporal.ts'

/** What happens outside must show within this time. */
const outsideMs = 5000
/** `EVENT_TYPE_WORKFLOW_TASK_COMPLETED` of Temporal's API: a workflow can be reset to after each of them. */
const workflowTaskCompleted = 7

let stack: Stack
let worker: TestProcess
let connection: Connection
let temporal: Client

beforeAll(async () => {
  stack = await openStack()
  worker = await startTestWorker(stack.environment)
  ;({ temporal, connection } = await connectTemporal(stack))
})
afterAll(async () => {
  await worker.stop()
  await connection.close()
  await stack.close()
})

interface ResetPoint {
  runId: string
  eventId: number
}

/** The points of the newest run. */
async function resetPoints(workflowId: string): Promise<ResetPoint[]> {
  const { runId } = await temporal.workflow.getHandle(workflowId).describe()
  const { events } = await temporal.workflow.getHandle(workflowId, runId).fetchHistory()
  return (events ?? [])
    .filter(({ eventType }) => eventType === workflowTaskCompleted)
    .map(({ eventId }) => ({ runId, eventId: Number(eventId) }))
}

async function reset(workflowId: string, point: ResetPoint | undefined): Promise<void> {
  if (!point) throw new Error('There is no such point.')
  const { runId, eventId } = point
  await connection.workflowService.resetWorkflowExecution({
    namespace: stack.namespace,
    workflowExecution: { workflowId, runId },
    workflowTaskFinishEventId: eventId as never,
    reason: 'by hand',
    requestId: randomUUID(),
  })
}

/** Waits until the newest run has closed and the row says how. */
async function settled(jobId: string, workflowId: string) {
  return until(
    `the end of ${workflowId} in Temporal and in its row`,
    async () => {
      const { status } = await temporal.workflow.getHandle(workflowId).describe()
      const job = await getJob(stack, jobId)
      return status.name !== 'RUNNING' && isFinal(job.status) && { status: status.name, job }
    },
    45_000,
  )
}

/** First, last, and some between. */
function someOf<Point>(points: Point[], most: number): Point[] {
  const step = Math.max(1, (points.length - 1) / (most - 1))
  return [...new Set(Array.from({ length: most }, (_, index) => points[Math.round(index * step)]))].filter(
    (point) => point !== undefined,
  )
}

test('a completed job that is reset to any point runs again, and makes nothing twice', async () => {
  const projectId = await createProject(stack, zhNovel(6))
  const { id } = await startJob(stack, 'adaptation', projectId)
  const job = await ended(stack, id)
  const { body: before } = await stack.send('GET', `/api/projects/${projectId}/result`)
  const [images] = await stack.database.sql`SELECT count(*)::int AS n FROM image`
  const most = Number(process.env.RESET_POINTS ?? 3)
  for (const { id: jobId, workflowId } of [job, ...job.children]) {
    for (const point of someOf(await resetPoints(workflowId), most)) {
      await reset(workflowId, point)
      const end = await settled(jobId, workflowId)
      expect(end, `${workflowId} reset to ${point.eventId}`).toMatchObject({
        status: 'COMPLETED',
        job: { status: 'completed', progress: 100, error: null },
      })
    }
  }
  const { body: after } = await stack.send('GET', `/api/projects/${projectId}/result`)
  expect(after).toEqual(before)
  expectTiling(after.episodes, after.novel.paragraphs)
  const [imagesAfter] = await stack.database.sql`SELECT count(*)::int AS n FROM image`
  expect(imagesAfter).toEqual(images)
  const calls = await stack.database.sql`SELECT status, count(*)::int AS n FROM provider_call GROUP BY status`
  expect(calls).toEqual([{ status: 'settled', n: images?.n }])
}, 300_000)

test('a cancelled job that is reset to a point in the middle shows as running within 5 s, and completes', async () => {
  const projectId = await createProject(stack, zhNovel(200, 6))
  const { id, workflowId } = await startJob(stack, 'novel_split', projectId)
  await until('episodes being written', async () => (await getJob(stack, id)).progress >= 35)
  await stack.send('POST', `/api/jobs/${id}/cancel`)
  expect((await ended(stack, id)).status).toBe('cancelled')
  const points = await resetPoints(workflowId)
  await reset(workflowId, points[Math.floor(points.length * 0.6)])
  await until('the row to follow', async () => (await getJob(stack, id)).status !== 'cancelled', outsideMs)
  const end = await settled(id, workflowId)
  expect(end).toMatchObject({ status: 'COMPLETED', job: { status: 'completed', progress: 100 } })
  const { body } = await stack.send('GET', `/api/projects/${projectId}/result`)
  expectTiling(body.episodes, body.novel.paragraphs)
  const [open] = await stack.database.sql`
    SELECT count(*)::int AS n FROM job_item WHERE job_id = ${id} AND status <> 'completed'`
  expect(open?.n).toBe(0)
}, 120_000)

test('a job that is reset while its parts run joins them, and cancelling it reaches them', async () => {
  const projectId = await createProject(stack, zhNovel(200, 6))
  const { id, workflowId } = await startJob(stack, 'adaptation', projectId)
  await until('a part at work', async () => (await getJob(stack, id)).children.some(({ progress }) => progress > 40))
  await reset(workflowId, (await resetPoints(workflowId))[0])
  await new Promise((resolve) => setTimeout(resolve, 1000))
  expect(await getJob(stack, id)).toMatchObject({ status: 'processing' })
  await stack.send('POST', `/api/jobs/${id}/cancel`)
  const job = await ended(stack, id)
  expect(job.status).toBe('cancelled')
  expect(job.children.map(({ status }) => status)).toEqual(['cancelled'])
  await stack.send('POST', `/api/jobs/${id}/retry`)
  expect(await ended(stack, id, 90_000)).toMatchObject({ status: 'completed', progress: 100, runs: 2 })
}, 150_000)
