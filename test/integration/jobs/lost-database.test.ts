import { afterAll, beforeAll, expect, test } from 'vitest'
import { createProject, ended, expectTiling, getJob, listItems, startJob } from '../../support/jobs.ts'
import { zhNovel } from '../../support/novels.ts'
import { startTestWorker, type TestProcess } from '../../support/processes.ts'
import { openStack, type Stack, until } from '../../support/stack.ts'

let stack: Stack
let worker: TestProcess

beforeAll(async () => {
  stack = await openStack()
  worker = await startTestWorker(stack.environment)
})
afterAll(() => stack.close())

test('a worker that loses its connections in the middle of transactions lives, and the job completes', async () => {
  const projectId = await createProject(stack, zhNovel(200, 6))
  const { id } = await startJob(stack, 'novel_split', projectId)
  await until('episodes being written', async () => (await getJob(stack, id)).progress >= 35)
  let cut = 0
  for (let round = 0; round < 15; round++) {
    const [row] = await stack.database.sql`
      SELECT count(pg_terminate_backend(pid))::int AS n FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'cineqo-worker'`
    cut += row?.n ?? 0
    await new Promise((resolve) => setTimeout(resolve, 60))
  }
  expect(cut).toBeGreaterThan(15)
  const job = await ended(stack, id, 90_000)
  expect(job).toMatchObject({ status: 'completed', progress: 100 })
  const { body } = await stack.send('GET', `/api/projects/${projectId}/result`)
  expectTiling(body.episodes, body.novel.paragraphs)
  const items = await listItems(stack, id)
  expect(items.every(({ failures }) => Object.keys(failures).length === 0)).toBe(true)
  expect(await worker.stop(), worker.output().slice(-500)).toBe(0)
}, 150_000)
