import type { Client, Connection } from '@temporalio/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createProject, ended, getJob, listItems, startJob } from '../../support/jobs.ts'
import { zhNovel } from '../../support/novels.ts'
import { startTestWorker, type TestProcess } from '../../support/processes.ts'
import { openStack, type Stack, until } from '../../support/stack.ts'
import { connectTemporal } from '../../support/temporal.ts'

/** What happens outside must show within this time. */
const outsideMs = 5000

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

/** A split that is in the middle of writing. */
async function writingSplit(): Promise<{ id: string; projectId: string; workflowId: string }> {
  const projectId = await createProject(stack, zhNovel(150, 6))
  const { id, workflowId } = await startJob(stack, 'novel_split', projectId)
  await until('episodes being written', async () => (await getJob(stack, id)).progress >= 35)
  return { id, projectId, workflowId }
}

const writtenEpisodes = async (projectId: string) =>
  (await stack.send('GET', `/api/projects/${projectId}/episodes`)).body.items.filter(
    ({ content }: { content: unknown }) => content !== null,
  )

describe('a cancelled job', () => {
  test('stops, keeps what is finished, and goes on from there when it is retried', async () => {
    const { id, projectId } = await writingSplit()
    expect((await stack.send('POST', `/api/jobs/${id}/cancel`)).status).toBe(202)
    const job = await ended(stack, id, outsideMs)
    expect(job.status).toBe('cancelled')
    const kept = await writtenEpisodes(projectId)
    expect(kept.length).toBeGreaterThan(0)
    const items = await listItems(stack, id)
    expect(items.filter(({ status }) => status === 'cancelled').length).toBeGreaterThan(0)
    expect(items.some(({ status }) => status === 'processing' || status === 'pending')).toBe(false)

    await stack.send('POST', `/api/jobs/${id}/retry`)
    const retried = await ended(stack, id)
    expect(retried).toMatchObject({ status: 'completed', runs: 2 })
    expect(retried.progress).toBeGreaterThanOrEqual(job.progress)
    const after = await writtenEpisodes(projectId)
    for (const episode of kept) expect(after).toContainEqual(episode)
  })

  test('takes its parts along', async () => {
    const projectId = await createProject(stack, zhNovel(150, 6))
    const { id } = await startJob(stack, 'adaptation', projectId)
    await until('a part at work', async () => (await getJob(stack, id)).children.some(({ progress }) => progress > 10))
    await stack.send('POST', `/api/jobs/${id}/cancel`)
    const job = await ended(stack, id, outsideMs)
    expect(job.status).toBe('cancelled')
    expect(job.children.map(({ status }) => status)).toEqual(['cancelled'])
  })

  test('that has just ended is no error', async () => {
    const projectId = await createProject(stack, zhNovel(2))
    const { id } = await startJob(stack, 'novel_split', projectId)
    await ended(stack, id)
    const answer = await stack.send('POST', `/api/jobs/${id}/cancel`)
    expect(answer.status).toBe(200)
    expect(answer.body.status).toBe('completed')
  })
})

describe('what is done to the workflow from outside shows in the job', () => {
  test('cancel', async () => {
    const { id, workflowId } = await writingSplit()
    await temporal.workflow.getHandle(workflowId).cancel()
    expect((await ended(stack, id, outsideMs)).status).toBe('cancelled')
  })

  test('terminate: what is finished stays, and a retry goes on', async () => {
    const { id, projectId, workflowId } = await writingSplit()
    await temporal.workflow.getHandle(workflowId).terminate('by hand')
    const job = await ended(stack, id, outsideMs)
    expect(job.status).toBe('failed')
    expect(job.error?.code).toBe('job_lost')
    const kept = await writtenEpisodes(projectId)
    await stack.send('POST', `/api/jobs/${id}/retry`)
    expect((await ended(stack, id)).status).toBe('completed')
    const after = await writtenEpisodes(projectId)
    for (const episode of kept) expect(after).toContainEqual(episode)
  })

  test('reset to the beginning: nothing finished is redone', async () => {
    const { id, projectId, workflowId } = await writingSplit()
    const kept = await writtenEpisodes(projectId)
    const { runId } = await temporal.workflow.getHandle(workflowId).describe()
    await connection.workflowService.resetWorkflowExecution({
      namespace: stack.namespace,
      workflowExecution: { workflowId, runId },
      workflowTaskFinishEventId: 4 as never,
      reason: 'by hand',
      requestId: runId,
    })
    const job = await ended(stack, id)
    expect(job).toMatchObject({ status: 'completed', progress: 100 })
    const after = await writtenEpisodes(projectId)
    for (const episode of kept) expect(after).toContainEqual(episode)
  })
})

test('a job that is deleted by the statement of old leaves what it made', async () => {
  const projectId = await createProject(stack, zhNovel(4))
  const { id } = await startJob(stack, 'adaptation', projectId)
  await ended(stack, id)
  const before = await stack.send('GET', `/api/projects/${projectId}/result`)
  const { sql } = stack.database
  await sql`UPDATE job SET created_at = NOW() - INTERVAL '31 days' WHERE project_id = ${projectId}`
  await sql`DELETE FROM job WHERE status IN ('completed','failed') AND created_at < NOW() - INTERVAL '30 days'`
  expect((await stack.send('GET', `/api/jobs/${id}`)).status).toBe(404)
  const after = await stack.send('GET', `/api/projects/${projectId}/result`)
  expect(after.body).toEqual({ ...before.body, jobId: null })
})
